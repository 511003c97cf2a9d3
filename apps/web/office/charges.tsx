import { parseDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import {
  type ChargesSeen,
  decideCharge,
  enterCharge,
  readCharges,
  statesToEnter,
} from "@emeritus/operations/killing-charges/record-charge.ts";
import { may } from "@emeritus/operations/permissions.ts";
import type { ChargeStep } from "@emeritus/records/killing-charge.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { memorableDate } from "../member/retire-parts.tsx";
import { namedPerson } from "../people/place.ts";
import {
  Alert,
  Button,
  Choices,
  Empty,
  Field,
  Form,
  LawLink,
  LongField,
  MemorableDate,
  Select,
  Table,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, page, see, type View } from "../shared/routes.ts";

const path = "/office/members/:person/charges" as const;
const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });
const says = (words: Words) => words.charges.problems;
const states = ["charged", "convicted", "notConvicted"] as const;
const ofTheDay: readonly string[] = ["in-future", "before-the-death", "before-the-charge"];
type ChargesAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & {
  readonly params: { readonly person: string };
};

async function show(asked: ChargesAsked): Promise<View> {
  const { system, actor, words, params } = asked;
  const person = numberIn(params.person);
  const named = await namedPerson(asked);
  const { steps, paidFor, paidSince } = await readCharges(system, actor, person);
  const waits = steps.filter(({ decision }) => decision === null);
  const enters = may(actor, "record a charge", { person }) && waits.length === 0;
  return {
    title: words.charges.title({ name: named.name }),
    over: <a href={link("/office/members/:person", { person })}>{words.member.over(named)}</a>,
    wide: true,
    body: (
      <>
        <p className="lead measure">
          {words.charges.intro} <LawLink cites="RSMo 104.1060" />
        </p>
        <Steps steps={steps} />
        <PaidSince payments={paidSince} actor={actor} />
        {waits.map((one) => (
          <Decide key={one.step} one={one} asked={asked} />
        ))}
        {paidFor.length === 0 ? (
          <p>{words.charges.notPaid}</p>
        ) : enters ? (
          <Enter person={person} paidFor={paidFor} steps={steps} />
        ) : null}
      </>
    ),
  };
}

function Steps({ steps }: { steps: readonly ChargeStep[] }) {
  const words = useWords().charges;
  if (steps.length === 0) return <Empty>{words.none}</Empty>;
  return (
    <Table
      caption={words.caption}
      rows={steps}
      keyOf={({ member, step }) => `${member} ${step}`}
      columns={[
        { head: words.columns.member, names: true, cell: ({ memberName }) => memberName },
        { head: words.columns.state, cell: ({ state }) => words.states[state] },
        { head: words.columns.happened, cell: ({ happened }) => longDate(happened) },
        { head: words.columns.because, cell: ({ because }) => because },
        { head: words.columns.entered, cell: ({ enteredBy }) => enteredBy },
        {
          head: words.columns.decision,
          cell: ({ decision, decidedBy }) =>
            decision === null
              ? words.waits
              : words.decided({ decision: words.decisions[decision], by: decidedBy! }),
        },
      ]}
    />
  );
}

/** What went out before anybody here knew of the charge, and the ways to get it back. */
function PaidSince({ payments, actor }: { payments: ChargesSeen["paidSince"]; actor: Actor }) {
  const words = useWords().charges;
  if (payments.length === 0) return null;
  return (
    <section aria-labelledby="paid-since">
      <h2 id="paid-since">{words.paidSince.heading}</h2>
      <Alert kind="warning">{words.paidSince.says}</Alert>
      <Table
        caption={words.paidSince.caption}
        rows={payments}
        keyOf={({ run, trace, period }) => `${run} ${trace} ${period}`}
        columns={[
          { head: words.paidSince.month, names: true, cell: ({ period }) => longMonth(period) },
          { head: words.paidSince.on, cell: ({ paidOn }) => longDate(paidOn) },
          { head: words.paidSince.amount, number: true, cell: ({ keptCents }) => money(keptCents) },
          { head: words.paidSince.run, number: true, cell: ({ run }) => run },
          { head: words.paidSince.entry, number: true, cell: ({ trace }) => trace },
        ]}
      />
      <p className="acts">
        {may(actor, "read a payroll") ? (
          <a href={link("/office/payroll-returns")}>{words.paidSince.returns}</a>
        ) : null}
        {may(actor, "read receivables") ? (
          <a href={link("/office/receivables")}>{words.paidSince.receivables}</a>
        ) : null}
      </p>
    </section>
  );
}

function Decide({ one, asked: { actor } }: { one: ChargeStep; asked: ChargesAsked }) {
  const words = useWords().charges;
  const { person, member, memberName, state } = one;
  if (!may(actor, "decide on a charge", { person })) return null;
  if (one.enteredBy === actor.account) return <Alert kind="info">{words.own}</Alert>;
  const heading = words.decideHeading({ member: memberName, state: words.states[state].toLowerCase() });
  return (
    <section aria-labelledby={`charge-${member}`}>
      <h2 id={`charge-${member}`}>{heading}</h2>
      <Form action={link(`${path}/:member/decision`, { person, member })} label={heading}>
        <input type="hidden" name="step" value={one.step} />
        <Choices
          name="decision"
          label={words.decision}
          options={(["confirmed", "refused"] as const).map((value) => ({
            value,
            text: words.decisions[value],
          }))}
        />
        <LongField name="decideWhy" label={words.decideWhy} rows={2} />
        <Button>{words.decide}</Button>
      </Form>
    </section>
  );
}

function Enter({
  person,
  paidFor,
  steps,
}: {
  person: number;
  paidFor: readonly { readonly member: number; readonly name: string }[];
  steps: readonly ChargeStep[];
}) {
  const words = useWords().charges;
  const next = paidFor.flatMap(({ member }) => statesToEnter(steps.filter((one) => one.member === member)));
  return (
    <section aria-labelledby="enter">
      <h2 id="enter">{words.enterHeading}</h2>
      <p>{words.enterSays}</p>
      <Form action={link(path, { person })} label={words.enterHeading}>
        <Select
          name="member"
          label={words.member}
          options={paidFor.map(({ member, name }) => ({ value: String(member), text: name }))}
        />
        <Select
          name="state"
          label={words.state}
          options={states
            .filter((state) => next.includes(state))
            .map((value) => ({ value, text: words.states[value] }))}
          empty
        />
        <MemorableDate name="happened" label={words.happened} />
        <Field name="because" label={words.because} />
        <Button>{words.enter}</Button>
      </Form>
    </section>
  );
}

page({ path, owner: "deaths", may: "read charges", subject, show });
form({
  path,
  owner: "deaths",
  may: "record a charge",
  subject,
  body: z.object({
    member: z.coerce.number({ error: "memberMissing" }).int("memberMissing").min(1, "memberMissing"),
    state: z.enum(states, "stateMissing"),
    happened: memorableDate("dayMissing"),
    because: z.string("becauseMissing").trim().min(1, "becauseMissing").max(200, "becauseMissing"),
  }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const person = numberIn(params.person);
    const given = { key, person, ...body, happened: parseDate(body.happened) };
    const { refused } = await enterCharge(system, actor, given);
    if (refused)
      return again({
        field: ofTheDay.includes(refused.code) ? "happened" : "state",
        says: refused.code,
        facts: refused.facts,
      });
    return see(link(path, { person }), words.charges.entered);
  },
});
form({
  path: "/office/members/:person/charges/:member/decision",
  owner: "deaths",
  may: "decide on a charge",
  subject,
  body: z.object({
    decision: z.enum(["confirmed", "refused"], "decisionMissing"),
    step: z.coerce.number().int().min(1).optional(),
    decideWhy: z.string("whyMissing").trim().min(1, "whyMissing").max(500, "whyMissing"),
  }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const person = numberIn(params.person);
    const given = {
      person,
      member: numberIn(params.member),
      decision: body.decision,
      because: body.decideWhy,
      seenStep: body.step,
    };
    const { accepted, refused } = await decideCharge(system, actor, { key, ...given });
    if (refused) return again({ field: "decision", says: refused.code });
    return see(link(path, { person }), words.charges.decidedNow[accepted.effect]);
  },
});
