import { changeBankAccount } from "@emeritus/operations/changing-bank-account/change-account.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { recordPayeeAddress } from "@emeritus/operations/recording-deaths/payee-address.ts";
import { type PayeeSeen, readDeath } from "@emeritus/operations/recording-deaths/read-deaths.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { refusedAt } from "../member/retire-parts.tsx";
import { BankAccountFields, bankAccountBody } from "../shared/bank-account-fields.tsx";
import { Button, Facts, Form } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { deathKey } from "./death-base.ts";
import { AccountOf, AddressFields, AddressOf, missingIn } from "./death-payees.tsx";

const path = "/office/deaths/:person/:case/payees/:payee" as const;
type Params = { readonly person: string; readonly case: string; readonly payee: string };
type PayeeAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & { readonly params: Params };

const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });

/** The payee of a case that an address names; nobody else's address or account is reached from a case. */
async function payeeOf({ system, actor, params, moment }: PayeeAsked): Promise<PayeeSeen> {
  const seen = await readDeath(system, actor, deathKey(params), moment);
  const payee = seen?.payees.find(({ person }) => person === numberIn(params.payee));
  if (payee === undefined) throw notFound();
  return payee;
}

async function show(asked: PayeeAsked): Promise<View> {
  const payee = await payeeOf(asked);
  const said = asked.words.deaths.case;
  const { person, case: caseNumber } = asked.params;
  return {
    title: payee.name,
    over: (
      <>
        <a href={link("/office/deaths/:person/:case", { person, case: caseNumber })}>{said.payeesHeading}</a>{" "}
        · {asked.words.payroll.memberId} {payee.memberId}
      </>
    ),
    body: <Payee payee={payee} asked={asked} />,
  };
}

function Payee({ payee, asked }: { payee: PayeeSeen; asked: PayeeAsked }) {
  const all = useWords();
  const words = all.deaths.case;
  const account = all.payroll.account;
  const { person } = payee;
  return (
    <>
      <Facts
        facts={[
          { name: words.payeeColumns.address, value: <AddressOf payee={payee} /> },
          { name: words.payeeColumns.account, value: <AccountOf payee={payee} /> },
        ]}
      />
      {may(asked.actor, "read charges", { person }) ? (
        <p>
          <a href={link("/office/members/:person/charges", { person })}>{all.charges.link}</a>
        </p>
      ) : null}
      {may(asked.actor, "change an address", { person }) ? (
        <section aria-labelledby="address">
          <h2 id="address">{words.addressOf({ name: payee.name })}</h2>
          <Form action={link(`${path}/address`, asked.params)} label={words.addressOf({ name: payee.name })}>
            <AddressFields />
            <Button>{words.saveAddress}</Button>
          </Form>
        </section>
      ) : null}
      {may(asked.actor, "change a bank account", { person }) ? (
        <section aria-labelledby="account">
          <h2 id="account">{words.accountOf({ name: payee.name })}</h2>
          <p>{account.changeSays}</p>
          <Form action={link(`${path}/account`, asked.params)} label={words.accountOf({ name: payee.name })}>
            <BankAccountFields />
            <Button>{words.saveAccount}</Button>
          </Form>
        </section>
      ) : null}
    </>
  );
}

const says = (words: Words) => words.deaths.problems;

page({ path, owner: "deaths", may: "read death cases", subject, clocks: true, show });

form({
  path: `${path}/address`,
  owner: "deaths",
  may: "change an address",
  subject,
  body: z.object({
    street: z.string({ error: "streetMissing" }).trim().min(1, "streetMissing").max(200),
    city: z.string({ error: "cityMissing" }).trim().min(1, "cityMissing").max(100),
    state: z.string({ error: "stateMissing" }).trim().max(2, "stateMissing"),
    postalCode: z.string({ error: "postalCodeMissing" }).trim().max(10, "postalCodeMissing"),
  }),
  says,
  bad: show,
  take: async (taken) => {
    const { system, actor, params, body, key, words } = taken;
    const { person } = await payeeOf(taken);
    const missing = missingIn(body);
    if (missing) return again(missing);
    const address = { ...body, state: body.state.toUpperCase() };
    await recordPayeeAddress(system, actor, { key, person, address });
    return see(link(path, params), words.deaths.case.addressSaved);
  },
});

form({
  path: `${path}/account`,
  owner: "deaths",
  may: "change a bank account",
  subject,
  body: bankAccountBody,
  says,
  bad: show,
  take: async (taken) => {
    const { system, actor, params, body, key, words } = taken;
    const { person } = await payeeOf(taken);
    const { refused } = await changeBankAccount(system, actor, { key, person, ...body });
    if (refused) return refusedAt(refused, refused.code === "routingWrong" ? "routing" : "number");
    return see(link(path, params), words.deaths.case.accountSaved);
  },
});
