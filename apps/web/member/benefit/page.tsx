import { formatDate, type PlainDate, parseDate } from "@emeritus/engine/dates.ts";
import { parseExact } from "@emeritus/engine/exact.ts";
import { bestStart } from "@emeritus/operations/estimating/eligibility-ladder.ts";
import {
  type EstimateAsk,
  estimateBenefit,
  type EstimateRefused,
  type Refused,
} from "@emeritus/operations/estimating/estimate-benefit.ts";
import { readMemberRecord } from "@emeritus/operations/estimating/read-member-record.ts";
import { retirementDates } from "@emeritus/operations/retiring/retirement-dates.ts";
import { longDate, monthName } from "@emeritus/words/format.ts";
import { wordsOfPlan } from "@emeritus/words/phrase.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { z } from "zod";
import { Alert, Button, Field, Form, More, Select, Sheet } from "../../shared/components/index.ts";
import { useWords } from "../../shared/frame.ts";
import { type Asked, form, link, menu, page, see, type View } from "../../shared/routes.ts";
import { ownPerson } from "../own-record.ts";
import { Answer, ChoiceTable, Later, Missing, OverTime, Worksheets } from "./sections.tsx";
import { toPensionIfPaid } from "../pension.tsx";
import type { See } from "../../shared/asked.ts";
import { monthText, nextStart, shownOf, startOf, yearAndMonth } from "./seen.ts";

/** What the address of the page may suppose in place of the record. */
export const WhatIf = z.object({
  start: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  sick: z
    .string()
    .regex(/^\d{1,5}(\.\d{1,2})?$/)
    .optional(),
  spouse: z.iso.date().optional(),
});
type WhatIf = z.infer<typeof WhatIf>;

async function show(asked: Asked): Promise<View | See> {
  return (await toPensionIfPaid(asked)) ?? benefitView(asked, ownPerson(asked), link("/member/benefit"));
}

/** The explained benefit of a person, for the member and for the office; `address` is the page's own path. */
export async function benefitView(asked: Asked, person: number, address: string): Promise<View> {
  const query = asked.query as WhatIf;
  const start = startOf(query.start) ?? (await startInSight(asked, person));
  const { seen, outcome } = await estimateBenefit(
    asked.system,
    asked.actor,
    askOf(person, start, query),
    asked.moment,
  );
  const words = asked.words.member;
  const common = { title: words.benefit.title, over: words.over(seen.career) };
  const ask = { start, query, address, ladderYear: yearAndMonth(asked.system.calendar.today()).year };
  if (outcome.refused)
    return { ...common, body: <NoBenefit refused={outcome.refused} seen={seen} ask={ask} /> };
  const shown = shownOf(wordsOfPlan(asked.words, seen.plan.name), outcome.accepted);
  return {
    ...common,
    parts: partsOf(asked, shown.choices.length, longDate(formatDate(start))),
    body: (
      <>
        {query.sick !== undefined || query.spouse !== undefined ? <Supposing address={address} /> : null}
        <Answer shown={shown} />
        <Missing shown={shown} />
        <ChoiceTable shown={shown} />
        <Worksheets shown={shown} />
        <OverTime shown={shown} />
        <section aria-labelledby="change">
          <h2 id="change">{words.benefit.change}</h2>
          <Later shown={shown} href={(start) => addressOf(address, { ...query, start })} />
          <TryOther ask={ask} />
        </section>
        <Dates start={start} />
        <Help memberId={seen.career.memberId} start={start} />
      </>
    ),
  };
}

interface Ask {
  readonly start: PlainDate;
  readonly query: WhatIf;
  readonly address: string;
  readonly ladderYear: number;
}

/** The first date of a full benefit, or the next date that can be applied for, whichever is later. */
async function startInSight({ system, actor, moment }: Asked, person: number): Promise<PlainDate> {
  const next = nextStart(system.calendar.today());
  const { ladder } = await readMemberRecord(system, actor, person, moment);
  return Math.max(bestStart(ladder) ?? next, next);
}

function askOf(person: number, annuityStartingDate: PlainDate, { sick, spouse }: WhatIf): EstimateAsk {
  return {
    person,
    annuityStartingDate,
    ...(sick === undefined ? {} : { unusedSickLeaveHours: parseExact(sick) }),
    ...(spouse === undefined ? {} : { spouseBirthDate: parseDate(spouse) }),
  };
}

function partsOf({ words }: Asked, choices: number, date: string) {
  const said = words.member.benefit;
  return [
    { id: "answer", text: said.ifYouRetire({ date }) },
    { id: "choices", text: said.choicesHeading({ choices }) },
    { id: "base", text: said.howBase },
    { id: "each", text: said.howEach },
    { id: "time", text: said.overTime },
    { id: "change", text: said.change },
    { id: "dates", text: said.dates },
    { id: "ask", text: said.ask },
  ];
}

function Supposing({ address }: { address: string }) {
  const words = useWords().member.benefit;
  return (
    <Alert kind="info">
      <p>
        {words.supposing} <a href={address}>{words.asOnRecord}</a>
      </p>
    </Alert>
  );
}

function NoBenefit({ refused, seen, ask }: { refused: EstimateRefused; seen: Refused; ask: Ask }) {
  const all = useWords();
  const words = all.member.benefit;
  const first = bestStart(seen.ladder);
  return (
    <>
      <section className="answer" aria-labelledby="answer">
        <h2 id="answer">{words.ifYouRetire({ date: longDate(formatDate(ask.start)) })}</h2>
        <p>{words.refusals[refused.code]}</p>
        {refused.code === "notEligible" && first !== undefined ? (
          <p>
            <a href={`${ask.address}?start=${monthText(first)}`}>
              {all.member.when.estimate({ date: longDate(formatDate(first)) })}
            </a>
          </p>
        ) : null}
      </section>
      {refused.code === "notEligible" ? (
        <More summary={words.howDoorShut}>
          <Sheet
            lines={worksheetOf(wordsOfPlan(all, seen.plan.name), seen.door.explanation)}
            label={words.howDoorShut}
          />
        </More>
      ) : null}
      <h2 id="change">{words.change}</h2>
      <TryOther ask={ask} />
    </>
  );
}

/** The what-if form: a plain form that works without script; its answer is an address that can be kept and shared. */
function TryOther({ ask }: { ask: Ask }) {
  const words = useWords().member.benefit;
  const { year, month } = yearAndMonth(ask.start);
  const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0"));
  const years = Array.from({ length: 41 }, (_, at) => String(Math.min(ask.ladderYear - 1, year) + at));
  return (
    <>
      <h3>{words.whatIf}</h3>
      <p>{words.whatIfSays}</p>
      <Form action={ask.address}>
        <Select
          name="month"
          label={words.startMonth}
          value={String(month).padStart(2, "0")}
          options={months.map((value) => ({ value, text: monthName(`2000-${value}`) }))}
        />
        <Select
          name="year"
          label={words.startYear}
          value={String(year)}
          options={years.map((value) => ({ value, text: value }))}
        />
        <Field
          name="sick"
          label={words.sickHours}
          hint={words.sickHint}
          value={ask.query.sick}
          optional
          width="short"
          inputMode="decimal"
        />
        <Field
          name="spouse"
          type="date"
          label={words.spouseBorn}
          hint={words.spouseHint}
          value={ask.query.spouse}
          optional
          width="medium"
        />
        <Button>{words.show}</Button>
      </Form>
    </>
  );
}

function Dates({ start }: { start: PlainDate }) {
  const words = useWords().member.benefit;
  const dates = retirementDates(start);
  const text = (date: PlainDate) => longDate(formatDate(date));
  return (
    <section aria-labelledby="dates">
      <h2 id="dates">{words.dates}</h2>
      <p className="measure">
        {words.datesSays({
          apply: text(dates.applicationDue),
          elect: text(dates.onTimeThrough),
          void: text(dates.voidOn),
        })}
      </p>
    </section>
  );
}

function Help({ memberId, start }: { memberId: string; start: PlainDate }) {
  const words = useWords().member.benefit;
  const code = `${memberId}-${monthText(start).replace("-", "")}`;
  return (
    <section aria-labelledby="ask">
      <h2 id="ask">{words.ask}</h2>
      <p className="measure">{words.askSays({ code })}</p>
      <p className="measure">{words.law}</p>
    </section>
  );
}

/** What the what-if form sends; the answer is the same page under another address. */
export const WhatIfForm = z.object({
  month: z.string("monthMissing").regex(/^(0[1-9]|1[0-2])$/, "monthMissing"),
  year: z.string("yearMissing").regex(/^20\d\d$/, "yearMissing"),
  sick: z
    .string("sickHoursWrong")
    .trim()
    .transform((text) => text.replaceAll(",", ""))
    .refine(
      (text) => text === "" || (/^\d{1,5}(\.\d{1,2})?$/.test(text) && Number(text) <= 20_000),
      "sickHoursWrong",
    ),
  spouse: z.union([z.literal(""), z.iso.date("spouseBornWrong")], "spouseBornWrong"),
});

/** The address under which a what-if is shown. */
export function whatIfAddress(
  address: string,
  { month, year, sick, spouse }: z.output<typeof WhatIfForm>,
): string {
  return addressOf(address, {
    start: `${year}-${month}`,
    sick: sick || undefined,
    spouse: spouse || undefined,
  });
}

function addressOf(address: string, query: { readonly [name in keyof WhatIf]: string | undefined }): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${address}?${new URLSearchParams(set)}`;
}

menu("member", "estimate a benefit", "/member/benefit", (words) => words.member.menu.benefit);
page({
  path: "/member/benefit",
  owner: "member",
  may: "estimate a benefit",
  query: WhatIf,
  clocks: true,
  show,
});
form({
  path: "/member/benefit",
  owner: "member",
  may: "estimate a benefit",
  body: WhatIfForm,
  says: (words) => words.member.benefit.problems,
  bad: show,
  take: async ({ body }) => see(whatIfAddress(link("/member/benefit"), body)),
});
