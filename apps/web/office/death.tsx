import { addMonths, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { shareOf } from "@emeritus/operations/benefit-payroll/shares.ts";
import type { Consequence, DueAfter } from "@emeritus/operations/recording-deaths/after-death.ts";
import { confirmDeath } from "@emeritus/operations/recording-deaths/confirm-death.ts";
import { correctReport } from "@emeritus/operations/recording-deaths/correct-report.ts";
import type { DeathKey } from "@emeritus/operations/recording-deaths/death-view.ts";
import {
  enterBeneficiary,
  type BeneficiaryAsked,
} from "@emeritus/operations/recording-deaths/enter-beneficiary.ts";
import { openGuaranteed } from "@emeritus/operations/recording-deaths/open-guaranteed.ts";
import {
  type DeathSeen,
  type PayeeSeen,
  readCertificate,
  readDeath,
} from "@emeritus/operations/recording-deaths/read-deaths.ts";
import { readReceivable } from "@emeritus/operations/recording-deaths/read-receivables.ts";
import { sendCertificate } from "@emeritus/operations/recording-deaths/send-certificate.ts";
import { type DeathAction, statusAfter } from "@emeritus/operations/recording-deaths/status.ts";
import {
  askWithdrawal,
  keepReport,
  withdrawReport,
} from "@emeritus/operations/recording-deaths/withdraw-report.ts";
import { longDate, longInstant, longMonth, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { z } from "zod";
import { memorableDate, memorableDateOrNone, refusedAt } from "../member/retire-parts.tsx";
import {
  Alert,
  Button,
  Facts,
  Field,
  Form,
  MemorableDate,
  More,
  Sheet,
  Table,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, file, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { Due } from "./cases.tsx";
import { deathOwner, deathTask, Status } from "./deaths.tsx";

const path = "/office/deaths/:person/:case" as const;
type Params = { readonly person: string; readonly case: string };
type DeathAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & { readonly params: Params };

/** The case that an address names; numbers that the record cannot hold are those of nobody. */
export function deathKey(params: Params): DeathKey {
  return { person: numberIn(params.person), caseNumber: numberIn(params.case) };
}

const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });
const day = (date: number) => longDate(formatDate(date));
const month = (date: number) => longMonth(formatDate(date));

/** The page of a death case, with the problems of a form that came back. */
async function show(asked: DeathAsked): Promise<View> {
  const { system, actor, words, params } = asked;
  const seen = await readDeath(system, actor, deathKey(params), asked.moment);
  if (seen === undefined) throw notFound();
  const owed = await readReceivable(system, actor, seen.death.person, asked.moment);
  const said = words.deaths.case;
  const { name, memberId } = seen.death.deceased;
  return {
    title: said.title({ name: `${name.first} ${name.last}` }),
    over: (
      <>
        <a href={link("/office/deaths")}>{said.back}</a> · {words.payroll.memberId} {memberId}
      </>
    ),
    body: <CasePage seen={seen} asked={asked} owed={owed?.owed.openCents} />,
    parts: [
      { id: "facts", text: said.factsHeading },
      { id: "certificate", text: said.certificateHeading },
      { id: "effects", text: seen.death.confirmed ? said.effectDid : said.effectHeading },
      ...(seen.payees.length > 0 ? [{ id: "payees", text: said.payeesHeading }] : []),
      { id: "duties", text: said.dutiesHeading },
      { id: "steps", text: said.stepsHeading },
    ],
  };
}

function CasePage({ seen, asked, owed }: { seen: DeathSeen; asked: DeathAsked; owed: bigint | undefined }) {
  const words = useWords().deaths.case;
  const { death } = seen;
  const { person } = death;
  const held = death.holds.length > 0 && (death.status === "reported" || death.status === "withdrawalAsked");
  return (
    <>
      <section className="answer">
        <p>
          <Status status={death.status} />
        </p>
        {held ? <p>{words.held}</p> : null}
        {owed === undefined ? null : (
          <p>
            {words.overpaidSays({ amount: money(owed) })}{" "}
            <a href={link("/office/receivables/:person", { person })}>{words.overpaidLink}</a>
          </p>
        )}
      </section>
      <Told seen={seen} asked={asked} />
      <Certificate seen={seen} asked={asked} />
      <Effects seen={seen} />
      <Named seen={seen} asked={asked} />
      <Payees seen={seen} />
      <Decide seen={seen} asked={asked} />
      <Duties seen={seen} />
      <History seen={seen} timeZone={asked.system.fund.timeZone} />
    </>
  );
}

/** Whether the case and the role both allow an action. */
function allowed({ death }: DeathSeen, { actor }: DeathAsked, action: DeathAction): boolean {
  const needs =
    action === "sendCertificate"
      ? "send a document"
      : action === "confirm" ||
          action === "openGuaranteed" ||
          action === "keepReport" ||
          action === "withdraw"
        ? "confirm a death"
        : "record a death";
  return statusAfter(death.status, action) !== undefined && may(actor, needs, { person: death.person });
}

const to = ({ death: { person, caseNumber } }: DeathSeen) => ({ person, case: caseNumber });

function Told({ seen, asked }: { seen: DeathSeen; asked: DeathAsked }) {
  const all = useWords().deaths;
  const words = all.case;
  const { death } = seen;
  return (
    <>
      <h2 id="facts">{words.factsHeading}</h2>
      <Facts
        facts={[
          { name: words.died, value: day(death.died) },
          { name: words.source, value: all.sources[death.source] },
          { name: words.toldBy, value: `${death.toldBy}, ${death.relation}` },
          { name: words.reportedBy, value: death.reportedBy },
          ...(death.confirmedBy === undefined ? [] : [{ name: words.confirmedBy, value: death.confirmedBy }]),
        ]}
      />
      {allowed(seen, asked, "correctReport") ? (
        <More summary={words.correct}>
          <Form action={link("/office/deaths/:person/:case/date", to(seen))} label={words.correct}>
            <MemorableDate name="right" label={words.correctDate} />
            <Field name="whyCorrect" label={words.because} />
            <Button look="outline">{words.correct}</Button>
          </Form>
        </More>
      ) : null}
    </>
  );
}

function Certificate({ seen, asked }: { seen: DeathSeen; asked: DeathAsked }) {
  const words = useWords().deaths.case;
  const there = seen.death.certificate !== undefined;
  return (
    <>
      <h2 id="certificate">{words.certificateHeading}</h2>
      {there ? (
        <p>
          {words.certificateHere}{" "}
          {may(asked.actor, "read a case", { person: seen.death.person }) ? (
            <a href={link("/office/deaths/:person/:case/certificate", to(seen))}>{words.certificateOpen}</a>
          ) : null}
        </p>
      ) : (
        <p>{words.certificateNone}</p>
      )}
      {allowed(seen, asked, "sendCertificate") && !there ? (
        <Form
          action={link("/office/deaths/:person/:case/certificate", to(seen))}
          label={words.certificateSend}
          upload
        >
          <Field
            name="file"
            type="file"
            label={words.certificateFile}
            accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
          />
          <Button look="outline">{words.certificateSend}</Button>
        </Form>
      ) : null}
    </>
  );
}

function Effects({ seen }: { seen: DeathSeen }) {
  const words = useWords().deaths.case;
  const { consequences, death } = seen;
  return (
    <>
      <h2 id="effects">{death.confirmed ? words.effectDid : words.effectHeading}</h2>
      {consequences.length === 0 ? <p>{words.effectNothing}</p> : null}
      {consequences.map((one, at) => (
        <Effect key={at} one={one} seen={seen} />
      ))}
    </>
  );
}

function Effect({ one, seen }: { one: Consequence; seen: DeathSeen }) {
  const words = useWords().deaths.case;
  const nameOf = (person: number) => seen.payees.find((payee) => payee.person === person)?.name ?? "";
  switch (one.kind) {
    case "ends":
      return <p>{words.ends({ kind: words.kinds[one.of.kind], month: month(addMonths(one.from, -1)) })}</p>;
    case "survivor":
    case "popUp":
      return (
        <Amount
          says={words[one.kind]({ name: nameOf(one.payee), from: day(one.from) })}
          cents={one.due.cents}
          due={one.due}
        />
      );
    case "guaranteed": {
      const time = { from: month(one.from), through: month(addMonths(one.to, -1)) };
      if (one.heirs.length === 0)
        return <Amount says={words.nobody(time)} cents={shareOf(one.due.cents, one.share)} due={one.due} />;
      return one.heirs.map(({ person, share }) => {
        const parts = share.to - share.from;
        const part = parts === share.of ? words.whole : words.part({ parts, of: share.of });
        return (
          <Amount
            key={person}
            says={words.guaranteed({ name: nameOf(person), share: part, ...time })}
            cents={shareOf(one.due.cents, share)}
            due={one.due}
          />
        );
      });
    }
  }
}

function Amount({ says, cents, due }: { says: string; cents: bigint; due: DueAfter }) {
  const all = useWords();
  const words = all.deaths.case;
  return (
    <div className="effect">
      <p>{says}</p>
      <Facts facts={[{ name: words.perMonth, value: cents < 0n ? all.worksheet.cannot : money(cents) }]} />
      <More summary={words.how}>
        <Sheet lines={beginWorksheet(all).add(due.result.explanation)} label={words.how} />
      </More>
    </div>
  );
}

function Named({ seen, asked }: { seen: DeathSeen; asked: DeathAsked }) {
  const words = useWords().deaths.case;
  const { consequences, named, inElection } = seen;
  if (!consequences.some(({ kind, of }) => kind === "guaranteed" && of.kind === "retirement")) return null;
  return (
    <>
      <h2 id="named">{words.namedHeading}</h2>
      {inElection.length === 0 ? null : (
        <>
          <p>{words.inElection}</p>
          <ul>
            {inElection.map((one, at) => (
              <li key={at}>{words.electionLine(one)}</li>
            ))}
          </ul>
        </>
      )}
      {named.length === 0 ? (
        <p>{words.namedNone}</p>
      ) : (
        <Table
          caption={words.namedHeading}
          quiet
          rows={named}
          keyOf={({ person }) => person}
          columns={[
            { head: words.namedColumns.name, names: true, cell: ({ name }) => name },
            {
              head: words.namedColumns.share,
              cell: ({ parts }) =>
                words.part({ parts, of: named.reduce((sum, one) => sum + one.parts, 0) || 1 }),
            },
            { head: words.namedColumns.rank, cell: ({ rank }) => words.ranks[rank] },
          ]}
        />
      )}
      {allowed(seen, asked, "enterBeneficiary") ? <Enter seen={seen} /> : null}
    </>
  );
}

function Enter({ seen }: { seen: DeathSeen }) {
  const words = useWords().deaths.case;
  return (
    <More summary={words.enterHeading}>
      <p>{words.enterSays}</p>
      <Form action={link("/office/deaths/:person/:case/beneficiaries", to(seen))} label={words.enterHeading}>
        <Field name="memberId" label={words.memberIdIfAny} inputMode="numeric" width="medium" optional />
        <Field name="first" label={words.first} width="medium" />
        <Field name="last" label={words.last} width="medium" />
        <MemorableDate name="born" label={words.born} />
        <Field name="ssn" label={words.ssn} hint={words.ssnHint} inputMode="numeric" width="medium" secret />
        <AddressFields />
        <Field name="percent" label={words.percent} inputMode="numeric" width="short" suffix="%" />
        <Button look="outline">{words.enter}</Button>
      </Form>
    </More>
  );
}

/** The fields of a postal address in the United States. */
export function AddressFields() {
  const words = useWords().deaths.case;
  return (
    <>
      <Field name="street" label={words.street} />
      <Field name="city" label={words.city} width="medium" />
      <Field name="state" label={words.state} hint={words.stateHint} width="short" />
      <Field name="postalCode" label={words.postalCode} inputMode="numeric" width="short" />
    </>
  );
}

function Payees({ seen }: { seen: DeathSeen }) {
  const all = useWords();
  const words = all.deaths.case;
  if (seen.payees.length === 0) return null;
  return (
    <>
      <h2 id="payees">{words.payeesHeading}</h2>
      <Table
        caption={words.payeesHeading}
        quiet
        rows={seen.payees}
        keyOf={({ person }) => person}
        columns={[
          {
            head: words.payeeColumns.who,
            names: true,
            cell: ({ person, name, memberId }) => (
              <>
                <a href={link("/office/deaths/:person/:case/payees/:payee", { ...to(seen), payee: person })}>
                  {name}
                </a>{" "}
                <span className="small soft">{memberId}</span>
              </>
            ),
          },
          { head: words.payeeColumns.address, cell: (payee) => <AddressOf payee={payee} /> },
          { head: words.payeeColumns.account, cell: (payee) => <AccountOf payee={payee} /> },
          {
            head: words.payeeColumns.letter,
            cell: ({ person, letters, name }) =>
              letters[0] === undefined ? (
                words.letterNone
              ) : (
                <a href={link("/office/letters/:person/:letter", { person, letter: letters[0].letter })}>
                  {words.letter}
                  <span className="usa-sr-only"> {name}</span>
                </a>
              ),
          },
        ]}
      />
    </>
  );
}

/** A payee's address, or that there is none. */
export function AddressOf({ payee: { address } }: { payee: PayeeSeen }) {
  const words = useWords().deaths.case;
  if (address === undefined) return words.addressNone;
  return [address.street, address.street2, address.city, address.state, address.postalCode]
    .filter(Boolean)
    .join(", ");
}

/** A payee's account by its last digits and where it stands, or that there is none. */
export function AccountOf({ payee: { account } }: { payee: PayeeSeen }) {
  const all = useWords();
  const words = all.deaths.case;
  if (account === undefined) return words.accountNone;
  return `${all.payroll.ending({ last4: account.last4 })}. ${words.accountStates[account.status]}`;
}

function Decide({ seen, asked }: { seen: DeathSeen; asked: DeathAsked }) {
  const words = useWords().deaths.case;
  const { death } = seen;
  const mine = death.reportedBy === asked.actor.account;
  const nobody = seen.consequences.some((one) => one.kind === "guaranteed") && isHeldForNobody(seen);
  return (
    <>
      {allowed(seen, asked, "confirm") && !mine ? (
        <section aria-labelledby="confirm">
          <h2 id="confirm">{words.confirmHeading}</h2>
          <p className="measure">{words.confirmSays}</p>
          <Form action={link("/office/deaths/:person/:case/confirm", to(seen))} label={words.confirmHeading}>
            <MemorableDate name="seen" label={words.dateSeen} />
            <Button>{words.confirm}</Button>
          </Form>
        </section>
      ) : null}
      {death.status === "reported" && (mine || !allowed(seen, asked, "confirm")) ? (
        <Alert kind="info">{words.confirmOther}</Alert>
      ) : null}
      {allowed(seen, asked, "openGuaranteed") && nobody ? (
        <section aria-labelledby="open">
          <h2 id="open">{words.openHeading}</h2>
          <p className="measure">{words.openSays}</p>
          <Form action={link("/office/deaths/:person/:case/open", to(seen))} label={words.openHeading}>
            <Button>{words.open}</Button>
          </Form>
        </section>
      ) : null}
      <Withdrawal seen={seen} asked={asked} />
    </>
  );
}

/** Whether the guaranteed payments that the case opened stand in the dead person's own name. */
function isHeldForNobody({ death }: DeathSeen): boolean {
  return death.confirmed?.opened.at(-1)?.person === death.person;
}

function Withdrawal({ seen, asked }: { seen: DeathSeen; asked: DeathAsked }) {
  const words = useWords().deaths.case;
  const { withdrawal } = seen.death;
  if (withdrawal !== undefined)
    return (
      <section aria-labelledby="decide">
        <h2 id="decide">{words.decideHeading}</h2>
        <p className="measure">{words.decideSays(withdrawal)}</p>
        {allowed(seen, asked, "withdraw") && withdrawal.by !== asked.actor.account ? (
          <Form
            action={link("/office/deaths/:person/:case/withdrawal/decision", to(seen))}
            label={words.decideHeading}
          >
            <p>{words.undoSays}</p>
            <Field name="whyDecide" label={words.because} />
            <p className="acts">
              <Button name="decision" value="withdraw">
                {words.withdraw}
              </Button>{" "}
              <Button name="decision" value="keep" look="outline">
                {words.keep}
              </Button>
            </p>
          </Form>
        ) : null}
      </section>
    );
  if (!allowed(seen, asked, "askWithdrawal")) return null;
  return (
    <More summary={words.mistakeHeading}>
      <p>{words.mistakeSays}</p>
      <Form action={link("/office/deaths/:person/:case/withdrawal", to(seen))} label={words.mistakeHeading}>
        <Field name="whyMistake" label={words.because} />
        <Button look="outline">{words.ask}</Button>
      </Form>
    </More>
  );
}

function Duties({ seen }: { seen: DeathSeen }) {
  const all = useWords();
  const words = all.deaths.case;
  const open = seen.duties.filter(({ status }) => status === "open");
  return (
    <>
      <h2 id="duties">{words.dutiesHeading}</h2>
      {open.length === 0 ? (
        <p>{words.dutiesNone}</p>
      ) : (
        <ul>
          {open.map(({ obligation, kind, due, owner }) => (
            <li key={obligation}>
              <Due due={formatDate(due)} today={seen.today} /> {deathTask(all, kind)} (
              {deathOwner(all, owner)})
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function History({ seen, timeZone }: { seen: DeathSeen; timeZone: string }) {
  const all = useWords().deaths;
  const words = all.case;
  const actions: Readonly<Record<string, string>> = all.actions;
  const iso = (at: string) => at.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
  return (
    <>
      <h2 id="steps">{words.stepsHeading}</h2>
      <Table
        caption={words.stepsHeading}
        quiet
        rows={seen.death.steps}
        keyOf={({ step }) => step}
        columns={[
          { head: words.stepColumns.when, cell: ({ at }) => longInstant(iso(at), timeZone) },
          { head: words.stepColumns.action, names: true, cell: ({ action }) => actions[action] ?? action },
          { head: words.stepColumns.by, cell: ({ actor }) => actor },
        ]}
      />
    </>
  );
}

const says = (words: Words) => words.deaths.problems;
const back = (params: Params, message: string) => see(link(path, params), message);
const why = z.string({ error: "becauseMissing" }).trim().min(1, "becauseMissing").max(500);

page({ path, owner: "deaths", may: "read death cases", subject, clocks: true, show });

form({
  path: "/office/deaths/:person/:case/date",
  owner: "deaths",
  may: "record a death",
  subject,
  body: z.object({ right: memorableDate("dayMissing"), whyCorrect: why }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, of: deathKey(params), died: parseDate(body.right), because: body.whyCorrect };
    const { refused } = await correctReport(system, actor, asked);
    return refused ? refusedAt(refused, "right") : back(params, words.deaths.case.corrected);
  },
});

page({
  path: "/office/deaths/:person/:case/certificate",
  owner: "deaths",
  may: "read a case",
  subject,
  show: async ({ system, actor, params }) => {
    const found = await readCertificate(system, actor, deathKey(params));
    if (found === undefined) throw notFound();
    return file({ name: found.name, type: found.mediaType, bytes: found.bytes });
  },
});
form({
  path: "/office/deaths/:person/:case/certificate",
  owner: "deaths",
  may: "send a document",
  subject,
  upload: { most: 10_000_000 },
  body: z.object({}),
  says,
  bad: show,
  take: async ({ system, actor, params, file: sent, key, words }) => {
    const asked = { key, of: deathKey(params), bytes: sent?.bytes };
    const { refused } = await sendCertificate(system, actor, asked);
    return refused ? refusedAt(refused, "file") : back(params, words.deaths.case.certificateSent);
  },
});

form({
  path: "/office/deaths/:person/:case/confirm",
  owner: "deaths",
  may: "confirm a death",
  subject,
  body: z.object({ seen: memorableDate("dayMissing") }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, of: deathKey(params), dateSeen: parseDate(body.seen) };
    const { refused } = await confirmDeath(system, actor, asked);
    return refused ? refusedAt(refused, "seen") : back(params, words.deaths.case.confirmed);
  },
});

const Beneficiary = z.object({
  memberId: z.string().trim().max(20),
  first: z.string().trim().max(100),
  last: z.string().trim().max(100),
  born: memorableDateOrNone("bornMissing"),
  ssn: z
    .string()
    .transform((text) => text.replace(/[-\s]/g, ""))
    .pipe(z.string().max(9, "ssnMissing")),
  street: z.string().trim().max(200),
  city: z.string().trim().max(100),
  state: z.string().trim().max(2, "stateMissing"),
  postalCode: z.string().trim().max(10, "postalCodeMissing"),
  percent: z.coerce
    .number({ error: "percentMissing" })
    .int("percentMissing")
    .min(1, "percentMissing")
    .max(100, "percentMissing"),
});

/** Who is meant, or the first field that is missing: a Member ID is enough. */
function whoOf(body: z.output<typeof Beneficiary>): BeneficiaryAsked | { field: string; says: string } {
  if (body.memberId !== "") return { memberId: body.memberId };
  const { first, last, born, ssn, street, city, state, postalCode } = body;
  if (first === "" || last === "") return { field: first === "" ? "first" : "last", says: "nameMissing" };
  if (born === undefined) return { field: "born", says: "bornMissing" };
  if (!/^\d{9}$/.test(ssn)) return { field: "ssn", says: "ssnMissing" };
  const missing = missingIn({ street, city, state, postalCode });
  if (missing) return missing;
  return { first, last, born: parseDate(born), ssn, address: { street, city, state, postalCode } };
}

/** The first part of an address that is missing or not written as it must be. */
export function missingIn(address: { street: string; city: string; state: string; postalCode: string }) {
  if (address.street === "") return { field: "street", says: "streetMissing" };
  if (address.city === "") return { field: "city", says: "cityMissing" };
  if (!/^[A-Za-z]{2}$/.test(address.state)) return { field: "state", says: "stateMissing" };
  if (!/^\d{5}(-\d{4})?$/.test(address.postalCode)) return { field: "postalCode", says: "postalCodeMissing" };
  return undefined;
}

form({
  path: "/office/deaths/:person/:case/beneficiaries",
  owner: "deaths",
  may: "record a death",
  subject,
  body: Beneficiary,
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const who = whoOf(body);
    if ("says" in who) return again(who);
    const asked = { key, of: deathKey(params), who, percent: body.percent };
    const { accepted, refused } = await enterBeneficiary(system, actor, asked);
    const at = { "percent-too-large": "percent", "no-such-member": "memberId" } as Record<string, string>;
    if (refused) return refusedAt(refused, at[refused.code] ?? ("ssn" in who ? "ssn" : "memberId"));
    return back(params, words.deaths.case.entered({ memberId: accepted.memberId }));
  },
});

form({
  path: "/office/deaths/:person/:case/open",
  owner: "deaths",
  may: "confirm a death",
  subject,
  body: z.object({}),
  says,
  bad: show,
  take: async ({ system, actor, params, key, words }) => {
    const { refused } = await openGuaranteed(system, actor, { key, of: deathKey(params) });
    return refused ? refusedAt(refused) : back(params, words.deaths.case.opened);
  },
});

form({
  path: "/office/deaths/:person/:case/withdrawal",
  owner: "deaths",
  may: "record a death",
  subject,
  body: z.object({ whyMistake: why }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, of: deathKey(params), because: body.whyMistake };
    const { refused } = await askWithdrawal(system, actor, asked);
    return refused ? refusedAt(refused) : back(params, words.deaths.case.asked);
  },
});

form({
  path: "/office/deaths/:person/:case/withdrawal/decision",
  owner: "deaths",
  may: "confirm a death",
  subject,
  body: z.object({ whyDecide: why, decision: z.enum(["withdraw", "keep"]) }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const decide = body.decision === "withdraw" ? withdrawReport : keepReport;
    const { refused } = await decide(system, actor, {
      key,
      of: deathKey(params),
      because: body.whyDecide,
    });
    const said = words.deaths.case;
    return refused
      ? refusedAt(refused)
      : back(params, body.decision === "withdraw" ? said.withdrawn : said.kept);
  },
});
