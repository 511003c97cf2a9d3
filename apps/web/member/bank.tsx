import {
  changeBankAccount,
  decideAccount,
  seeAccounts,
} from "@emeritus/operations/changing-bank-account/change-account.ts";
import type { BankAccount } from "@emeritus/records/bank-account.ts";
import { z } from "zod";
import { BankAccountFields, bankAccountBody } from "../shared/bank-account-fields.tsx";
import { Button, Facts, Field, Form, Steps } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";

async function show(asked: Asked): Promise<View> {
  const { on, knownAt } = asked.moment;
  const accounts = await seeAccounts(asked.system, asked.actor, ownPerson(asked), { knownAt });
  const now = accounts.find(({ from, to }) => from <= on && on < to);
  return { title: asked.words.payroll.account.title, body: <Account now={now} /> };
}

function Account({ now }: { now: BankAccount | undefined }) {
  const words = useWords().payroll;
  const says = words.account;
  return (
    <>
      <section aria-labelledby="now">
        <h2 id="now">{says.now}</h2>
        {now === undefined ? (
          <p>{says.none}</p>
        ) : (
          <>
            <p className="lead">
              {words.kinds[now.kind]}, {words.ending({ last4: now.last4 })}
            </p>
            <p>{says.states[now.status]}</p>
          </>
        )}
      </section>
      <section aria-labelledby="change">
        <h2 id="change">{says.change}</h2>
        <p>{says.changeSays}</p>
        <Form action={link("/member/bank/review")}>
          <BankAccountFields />
          <Button>{says.review}</Button>
        </Form>
      </section>
    </>
  );
}

function Review({
  routing,
  last4,
  kind,
  back,
}: {
  routing: string;
  last4: string;
  kind: "checking" | "savings";
  back: string;
}) {
  const words = useWords().payroll;
  const says = words.account;
  return (
    <>
      <Steps names={[says.change, says.review]} at={1} />
      <p>{says.reviewSays}</p>
      <Facts
        facts={[
          { name: says.routing, value: routing },
          { name: says.number, value: words.ending({ last4 }) },
          { name: says.kind, value: words.kinds[kind] },
        ]}
      />
      <Form action={link("/member/bank/confirm")}>
        <input type="hidden" name="routing" value={routing} />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="last4" value={last4} />
        <Field name="number" label={says.confirmTitle} inputMode="numeric" width="medium" secret />
        <Button>{says.send}</Button>
      </Form>
      <p>
        <a href={back}>{says.back}</a>
      </p>
    </>
  );
}

menu("member", "change a bank account", "/member/bank", (words) => words.payroll.account.menu);
page({ path: "/member/bank", owner: "payroll", may: "change a bank account", clocks: true, show });

const reviewOf = (
  asked: Asked,
  entered: { routing: string; last4: string; kind: "checking" | "savings" },
): View => ({
  title: asked.words.payroll.account.reviewTitle,
  body: <Review {...entered} back={link("/member/bank")} />,
});

form({
  path: "/member/bank/review",
  owner: "payroll",
  may: "change a bank account",
  body: bankAccountBody,
  says: (words) => words.payroll.problems,
  bad: show,
  take: async (taken) => {
    const { body } = taken;
    const refusal = decideAccount(body, undefined);
    if (refusal)
      return again({ field: refusal.code === "routingWrong" ? "routing" : "number", says: refusal.code });
    return reviewOf(taken, { routing: body.routing, last4: body.number.slice(-4), kind: body.kind });
  },
});

/** The review again, with what was entered before; the number itself never comes back to the page. */
function reviewAgain(asked: Asked): View | Promise<View> {
  const entered = bankAccountBody
    .omit({ number: true })
    .extend({ last4: z.string().regex(/^\d{4}$/) })
    .safeParse(asked.typed);
  return entered.success ? reviewOf(asked, entered.data) : show(asked);
}

form({
  path: "/member/bank/confirm",
  owner: "payroll",
  may: "change a bank account",
  body: bankAccountBody.extend({
    last4: z.string({ error: "numbersDiffer" }).regex(/^\d{4}$/, "numbersDiffer"),
  }),
  says: (words) => words.payroll.problems,
  bad: reviewAgain,
  take: async (taken) => {
    const { system, actor, body, key, words } = taken;
    if (body.number.slice(-4) !== body.last4) return again({ field: "number", says: "numbersDiffer" });
    const { refused } = await changeBankAccount(system, actor, {
      key,
      person: ownPerson(taken),
      routing: body.routing,
      number: body.number,
      kind: body.kind,
    });
    if (refused) return again({ field: "number", says: refused.code });
    return see(link("/member/bank"), words.payroll.account.sent);
  },
});
