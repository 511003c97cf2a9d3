import { formatDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { reasonText } from "@emeritus/operations/dividing-benefits/division-letters.ts";
import { qualifyOrder, rejectOrder } from "@emeritus/operations/dividing-benefits/qualify-order.ts";
import {
  type DivisionSeen,
  readDivision,
  readOrderPaper,
} from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import { correctOrderRead, sendOrderPaper } from "@emeritus/operations/dividing-benefits/record-order.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { fromHundredths, longDate, longMonth, money } from "@emeritus/words/format.ts";
import { moneyText, monthsText } from "@emeritus/words/value.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { z } from "zod";
import { refusedAt } from "../member/retire-parts.tsx";
import {
  Alert,
  Button,
  Facts,
  Field,
  Form,
  LongField,
  More,
  PaperField,
  Sheet,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, file, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { DivisionTag, fieldOfRefusal } from "./divisions.tsx";
import { Duties, History, Letters } from "./division-history.tsx";
import { Amend, Amended, Elsewhere } from "./division-amending.tsx";
import { orderBody, orderOf, OrderFields } from "./division-order.tsx";

const path = "/office/divisions/:person/:case" as const;
type Params = { readonly person: string; readonly case: string };
type CaseAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & { readonly params: Params };

const keyOf = (params: Params) => ({ person: numberIn(params.person), caseNumber: numberIn(params.case) });
const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });
const day = (date: number) => longDate(formatDate(date));
const to = ({ division: { person, caseNumber } }: DivisionSeen) => ({ person, case: caseNumber });

async function show(asked: CaseAsked): Promise<View> {
  const { system, actor, words, params, moment } = asked;
  const seen = await readDivision(system, actor, keyOf(params), moment);
  if (seen === undefined) throw notFound();
  const said = words.division.case;
  const { name, memberId } = seen.division.member;
  return {
    title: said.title({ name: `${name.first} ${name.last}` }),
    over: (
      <>
        <a href={link("/office/divisions")}>{said.back}</a> · {words.payroll.memberId} {memberId}
      </>
    ),
    body: <CasePage seen={seen} asked={asked} />,
  };
}

function CasePage({ seen, asked }: { seen: DivisionSeen; asked: CaseAsked }) {
  return (
    <>
      <Answer seen={seen} />
      <Order seen={seen} />
      <Paper seen={seen} asked={asked} />
      <Law seen={seen} />
      <Elsewhere seen={seen} />
      <Decide seen={seen} asked={asked} />
      <Amend seen={seen} actor={asked.actor} />
      <Letters seen={seen} />
      <Duties seen={seen} />
      <History seen={seen} timeZone={asked.system.fund.timeZone} />
    </>
  );
}

function Answer({ seen: { division, benefit, paidHereFrom } }: { seen: DivisionSeen }) {
  const words = useWords().division.case;
  return (
    <section className="answer">
      <p>
        <DivisionTag status={division.status} />
      </p>
      <p>{words.answers[division.status]}</p>
      {benefit === undefined ? null : (
        <Facts
          facts={[
            { name: words.partAtStart, value: money(benefit.baseCents) },
            ...(paidHereFrom === undefined
              ? [{ name: words.paidFrom, value: longMonth(formatDate(benefit.from)) }]
              : [
                  { name: words.paidElsewhere, value: longMonth(formatDate(benefit.from)) },
                  { name: words.paidHere, value: longMonth(paidHereFrom) },
                ]),
          ]}
        />
      )}
      {division.reasons.length === 0 ? null : (
        <Reasons heading={words.reasonsHeading} reasons={division.reasons} />
      )}
    </section>
  );
}

function Reasons({ heading, reasons }: { heading: string; reasons: DivisionSeen["division"]["reasons"] }) {
  const all = useWords();
  return (
    <>
      <p>{heading}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason.code}>{reasonText(all, reason)}</li>
        ))}
      </ul>
    </>
  );
}

function Order({ seen: { division } }: { seen: DivisionSeen }) {
  const all = useWords();
  const words = all.division.case;
  const { order, member, formerSpouse } = division;
  const person = (one: typeof member) => (
    <>
      <a href={link("/office/members/:person", { person: one.person })}>
        {one.name.first} {one.name.last}
      </a>{" "}
      <span className="small soft">{one.memberId}</span>
    </>
  );
  const said = (date: number | undefined) => (date === undefined ? words.notSaid : day(date));
  const yes = (one: boolean) => (one ? words.yes : words.no);
  return (
    <>
      <h2 id="order">{words.orderHeading}</h2>
      <Facts
        facts={[
          { name: words.member, value: person(member) },
          { name: words.formerSpouse, value: person(formerSpouse) },
          { name: words.court, value: order.court },
          { name: words.causeNumber, value: order.causeNumber },
          { name: words.issued, value: day(order.issued) },
          { name: words.received, value: day(order.received) },
          { name: words.married, value: said(order.married) },
          { name: words.dissolved, value: said(order.dissolved) },
          ...(order.dividedTo === undefined ? [] : [{ name: words.dividedTo, value: day(order.dividedTo) }]),
          {
            name: words.share,
            value:
              order.share === undefined
                ? words.notSaid
                : all.division.percent({ share: fromHundredths(order.share) }),
          },
          ...(order.amount === undefined ? [] : [{ name: words.amount, value: money(order.amount) }]),
          { name: words.certified, value: yes(order.certified) },
          { name: words.identifies, value: yes(order.identifies) },
          ...order.asks.map((ask) => ({ name: all.division.asks[ask], value: words.yes })),
          ...(order.amends === undefined
            ? []
            : [{ name: words.amends, value: <Amended division={division} of={order.amends} /> }]),
          { name: words.recordedBy, value: division.recordedBy },
          ...(division.decidedBy === undefined ? [] : [{ name: words.decidedBy, value: division.decidedBy }]),
        ]}
      />
    </>
  );
}

function Paper({ seen, asked }: { seen: DivisionSeen; asked: CaseAsked }) {
  const words = useWords().division.case;
  const { division } = seen;
  const sends =
    division.status === "received" &&
    may(asked.actor, "record a division order", { person: division.person });
  return (
    <>
      <h2 id="paper">{words.paper}</h2>
      {division.paper === undefined ? (
        <p>{words.paperNone}</p>
      ) : (
        <p>
          <a href={link("/office/divisions/:person/:case/paper", to(seen))}>{words.paperOpen}</a>
        </p>
      )}
      {sends && division.paper === undefined ? (
        <Form action={link("/office/divisions/:person/:case/paper", to(seen))} label={words.paperSend} upload>
          <PaperField name="file" label={words.paper} />
          <Button look="outline">{words.paperSend}</Button>
        </Form>
      ) : null}
    </>
  );
}

/** What the law says of an order before anybody decides, with every step. */
function Law({ seen: { review, would } }: { seen: DivisionSeen }) {
  const all = useWords();
  const words = all.division.case;
  if (review === undefined) return null;
  const { accrued } = review;
  const amount = (value: Exact | undefined) =>
    value === undefined ? all.worksheet.cannot : moneyText(value);
  const service = (value: number | undefined) =>
    value === undefined ? all.worksheet.cannot : monthsText(all, value);
  const shown = would === undefined ? accrued?.inMarriage : would.byLaw.part;
  return (
    <>
      <h2 id="law">{words.lawHeading}</h2>
      {review.law ? null : <Alert kind="warning">{words.lawMissing}</Alert>}
      {review.missing.length === 0 ? null : (
        <Alert kind="warning">{words.factsMissing({ facts: review.missing.join(", ") })}</Alert>
      )}
      {review.reasons.length === 0 ? (
        <p>{words.noReasons}</p>
      ) : (
        <Reasons heading={words.reasons} reasons={review.reasons} />
      )}
      {accrued === undefined ? null : (
        <Facts
          facts={[
            { name: words.accrued, value: amount(accrued.accrued.value) },
            { name: words.service, value: service(accrued.service.value) },
            { name: words.before, value: service(accrued.before.value) },
            { name: words.inMarriage, value: amount(accrued.inMarriage.value) },
            {
              name: words.would,
              value: would === undefined ? words.toStart : money(would.byLaw.cents),
            },
            ...(would === undefined
              ? []
              : [{ name: words.wouldFrom, value: longMonth(formatDate(would.paidFrom)) }]),
          ]}
        />
      )}
      {shown === undefined ? null : (
        <More summary={words.howHeading}>
          <Sheet lines={beginWorksheet(all).add(shown.explanation)} label={words.howHeading} />
        </More>
      )}
    </>
  );
}

function Decide({ seen: shown, asked }: { seen: DivisionSeen; asked: CaseAsked }) {
  const words = useWords().division.case;
  const { division, review } = shown;
  const { actor } = asked;
  if (division.status !== "received" || review === undefined) return null;
  const { person } = division;
  const decides =
    may(actor, "qualify a division order", { person }) && !division.readBy.includes(actor.account);
  const seen = <input type="hidden" name="step" value={division.step} />;
  return (
    <>
      <h2 id="decide">{words.decideHeading}</h2>
      {decides ? (
        <>
          <p className="measure">{words.decideSays}</p>
          {review.reasons.length === 0 ? (
            <Form action={link("/office/divisions/:person/:case/qualify", to(shown))} label={words.qualify}>
              {seen}
              <Button>{words.qualify}</Button>
            </Form>
          ) : null}
          <h3>{words.rejectHeading}</h3>
          <Form
            action={link("/office/divisions/:person/:case/reject", to(shown))}
            label={words.rejectHeading}
          >
            {seen}
            <LongField
              name="unclear"
              label={words.unclear}
              hint={words.unclearHint}
              rows={3}
              optional={review.reasons.length > 0}
            />
            <Button look="outline">{words.reject}</Button>
          </Form>
        </>
      ) : (
        <Alert kind="info">{words.other}</Alert>
      )}
      {may(actor, "record a division order", { person }) ? (
        <More summary={words.correctHeading}>
          <p>{words.correctSays}</p>
          <Form
            action={link("/office/divisions/:person/:case/correct", to(shown))}
            label={words.correctHeading}
          >
            <OrderFields order={division.order} />
            <Field name="because" label={words.because} />
            <Button look="outline">{words.correct}</Button>
          </Form>
        </More>
      ) : null}
    </>
  );
}

const says = (words: Asked["words"]) => words.division.problems;
const seenStep = z.coerce.number().int().min(1).optional();
const back = (params: Params, message: string) => see(link(path, params), message);

page({ path, owner: "divisions", may: "read division orders", subject, clocks: true, show });

page({
  path: "/office/divisions/:person/:case/paper",
  owner: "divisions",
  may: "read division orders",
  subject,
  show: async ({ system, actor, params }) => {
    const found = await readOrderPaper(system, actor, keyOf(params));
    if (found === undefined) throw notFound();
    return file({ name: found.name, type: found.mediaType, bytes: found.bytes });
  },
});

form({
  path: "/office/divisions/:person/:case/paper",
  owner: "divisions",
  may: "record a division order",
  subject,
  upload: { most: 10_000_000 },
  body: z.object({}),
  says,
  bad: show,
  take: async ({ system, actor, params, file: sent, key, words }) => {
    const { refused } = await sendOrderPaper(system, actor, { key, of: keyOf(params), bytes: sent?.bytes });
    return refused ? refusedAt(refused, "file") : back(params, words.division.case.paperSent);
  },
});

form({
  path: "/office/divisions/:person/:case/correct",
  owner: "divisions",
  may: "record a division order",
  subject,
  body: orderBody.extend({
    because: z.string({ error: "becauseMissing" }).trim().min(1, "becauseMissing").max(500, "becauseMissing"),
  }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const { because } = body;
    const asked = { key, of: keyOf(params), order: orderOf(body), because };
    const { refused } = await correctOrderRead(system, actor, asked);
    if (refused) return refusedAt(refused, fieldOfRefusal[refused.code]);
    return back(params, words.division.case.corrected);
  },
});

form({
  path: "/office/divisions/:person/:case/qualify",
  owner: "divisions",
  may: "qualify a division order",
  subject,
  body: z.object({ step: seenStep }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, of: keyOf(params), seenStep: body.step };
    const { refused } = await qualifyOrder(system, actor, asked);
    return refused ? refusedAt(refused) : back(params, words.division.case.qualified);
  },
});

form({
  path: "/office/divisions/:person/:case/reject",
  owner: "divisions",
  may: "qualify a division order",
  subject,
  body: z.object({ step: seenStep, unclear: z.string().trim().max(500).default("") }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const unclear = body.unclear === "" ? undefined : body.unclear;
    const asked = { key, of: keyOf(params), unclear, seenStep: body.step };
    const { refused } = await rejectOrder(system, actor, asked);
    return refused ? refusedAt(refused, "unclear") : back(params, words.division.case.rejected);
  },
});
