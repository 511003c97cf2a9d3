import { formatDate } from "@emeritus/engine/dates.ts";
import { electOption } from "@emeritus/operations/retiring/elect-option.ts";
import {
  type BeneficiaryNamed,
  isGuaranteed,
  isJoint,
  type PaymentOption,
  paymentOptions,
} from "@emeritus/operations/retiring/decide-election.ts";
import { type CaseSeen, readCase } from "@emeritus/operations/retiring/read-retirement.ts";
import { centsOf, type OptionSeen } from "@emeritus/operations/retiring/retirement-law.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import { beginWorksheet, type Worksheet } from "@emeritus/words/worksheet.ts";
import { z } from "zod";

import {
  Alert,
  AmountLink,
  Button,
  ButtonLink,
  Choices,
  Facts,
  Field,
  Form,
  More,
  Sheet,
  Table,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, form, link, notFound, page, see, type Taken, type View } from "../shared/routes.ts";
import { optionWords, ownCase, refusedAt } from "./retire-parts.tsx";

async function seenOf(
  asked: Asked,
): Promise<
  CaseSeen & { compared: NonNullable<CaseSeen["compared"]>; facts: NonNullable<CaseSeen["facts"]> }
> {
  const seen = await readCase(asked.system, asked.actor, await ownCase(asked));
  if (!seen?.compared || !seen.facts || seen.retirement.status !== "electionOpen") throw notFound();
  return { ...seen, compared: seen.compared, facts: seen.facts };
}

type Seen = Awaited<ReturnType<typeof seenOf>>;

const over = (asked: Asked, seen: CaseSeen) =>
  asked.words.member.over({ name: seen.career.name, memberId: seen.career.memberId });

async function showOptions(asked: Asked): Promise<View> {
  const seen = await seenOf(asked);
  return {
    title: asked.words.retirement.member.optionsTitle,
    over: over(asked, seen),
    body: <Options seen={seen} />,
  };
}

function Options({ seen }: { seen: Seen }) {
  const words = useWords();
  const said = words.retirement.member;
  const sheet = beginWorksheet(words);
  const { compared } = seen;
  sheet.add(compared.temporary.explanation);
  for (const { toMember, toSpouse } of compared.options) {
    sheet.add(toMember.explanation);
    if (toSpouse) sheet.add(toSpouse.explanation);
  }
  const start = seen.retirement.application!.annuityStartingDate;
  return (
    <>
      <p className="lead">{said.optionsIntro({ start: longDate(formatDate(start)) })}</p>
      <OptionTable seen={seen} sheet={sheet} />
      {compared.options.some(({ option }) => isJoint(option)) ? (
        <p className="measure">{said.popUp}</p>
      ) : null}
      <p className="measure">{said.lawPrevails}</p>
      <More summary={said.howHeading}>
        <Sheet lines={sheet.lines} label={said.howHeading} />
      </More>
    </>
  );
}

function OptionTable({ seen, sheet }: { seen: Seen; sheet: Worksheet }) {
  const words = useWords();
  const said = words.retirement.member;
  const columns = said.optionColumns;
  const spouse = seen.facts.spouse?.name;
  const temporary = centsOf(seen.compared.temporary) ?? 0n;
  const worksheetLine = (of: OptionSeen["toMember"], what: string, more = 0n) => {
    const cents = centsOf(of);
    return cents === undefined ? (
      words.worksheet.cannot
    ) : (
      <AmountLink to={sheet.idOf(of.explanation)} amount={money(cents + more)} what={what} />
    );
  };
  return (
    <Table<OptionSeen>
      id="choices"
      caption={said.optionsCaption}
      quiet
      rows={seen.compared.options}
      keyOf={({ option }) => option}
      columns={[
        {
          head: columns.choice,
          names: true,
          cell: ({ option }) => <Choice option={option} spouse={spouse} />,
        },
        ...(temporary > 0n
          ? [
              {
                head: columns.now,
                number: true,
                cell: ({ option, toMember }: OptionSeen) =>
                  worksheetLine(toMember, optionWords(words, option, spouse).name, temporary),
              },
              {
                head: columns.later,
                number: true,
                cell: ({ option, toMember }: OptionSeen) =>
                  worksheetLine(toMember, optionWords(words, option, spouse).name),
              },
            ]
          : [
              {
                head: columns.you,
                number: true,
                cell: ({ option, toMember }: OptionSeen) =>
                  worksheetLine(toMember, optionWords(words, option, spouse).name),
              },
            ]),
        { head: columns.after, cell: (row) => <After row={row} spouse={spouse} /> },
        { head: said.choose, cell: ({ option }) => <ChooseLink option={option} spouse={spouse} /> },
      ]}
    />
  );
}

function Choice({ option, spouse }: { option: PaymentOption; spouse: string | undefined }) {
  const { name, says, statute } = optionWords(useWords(), option, spouse);
  return (
    <>
      {name} <span className="small soft">{statute}</span>
      <br />
      <span className="small">{says}</span>
    </>
  );
}

function After({ row, spouse }: { row: OptionSeen; spouse: string | undefined }) {
  const said = useWords().retirement.member;
  const toSpouse = centsOf(row.toSpouse);
  const toMember = centsOf(row.toMember);
  if (toSpouse !== undefined && spouse) return said.afterSpouse({ amount: money(toSpouse), spouse });
  if (isGuaranteed(row.option) && toMember !== undefined)
    return said.afterGuaranteed({
      amount: money(toMember),
      payments: row.option === "guaranteed120" ? 120 : 180,
    });
  return said.nothing;
}

function ChooseLink({ option, spouse }: { option: PaymentOption; spouse: string | undefined }) {
  const words = useWords();
  return (
    <ButtonLink href={link("/member/retire/choice", undefined, { option })} look="outline">
      {words.retirement.member.choose}
      <span className="usa-sr-only"> {optionWords(words, option, spouse).name}</span>
    </ButtonLink>
  );
}

const optionQuery = z.object({ option: z.enum(paymentOptions) });

function optionAsked(asked: Asked<string, unknown>): PaymentOption {
  const parsed = optionQuery.safeParse(Object.keys(asked.typed).length > 0 ? asked.typed : asked.query);
  if (!parsed.success) throw notFound();
  return parsed.data.option;
}

async function showChoice(asked: Asked<string, unknown>): Promise<View> {
  const seen = await seenOf(asked as Asked);
  const option = optionAsked(asked);
  const said = asked.words.retirement.member;
  if (!seen.compared.options.some((one) => one.option === option)) throw notFound();
  return {
    title: said.chosenTitle({ choice: optionWords(asked.words, option, seen.facts.spouse?.name).name }),
    over: over(asked as Asked, seen),
    body: <ChoicePage seen={seen} option={option} />,
  };
}

const mostNamed = 3;

function ChoicePage({ seen, option }: { seen: Seen; option: PaymentOption }) {
  const words = useWords();
  const said = words.retirement.member;
  const spouse = seen.facts.spouse?.name;
  const { name } = optionWords(words, option, spouse);
  return (
    <>
      <Summary seen={seen} option={option} />
      <Form action={link("/member/retire/choice")}>
        <input type="hidden" name="option" value={option} />
        {isGuaranteed(option) ? <Named /> : null}
        {spouse ? (
          <>
            <h2>{said.spouseHeading}</h2>
            <p className="measure">{said.spouseSays({ spouse, option: name })}</p>
            <Field name="spouse" label={said.spouseSigns} />
          </>
        ) : null}
        <Button>{said.toReview}</Button>
      </Form>
      <p>
        <a href={link("/member/retire/options")}>{said.otherChoice}</a>
      </p>
    </>
  );
}

function Summary({ seen, option }: { seen: Seen; option: PaymentOption }) {
  const words = useWords();
  const said = words.retirement.member;
  const spouse = seen.facts.spouse?.name;
  const row = seen.compared.options.find((one) => one.option === option)!;
  const { name } = optionWords(words, option, spouse);
  const life = centsOf(row.toMember);
  const temporary = centsOf(seen.compared.temporary) ?? 0n;
  const amount = (cents: bigint | undefined) =>
    cents === undefined ? words.worksheet.cannot : `${money(cents)} ${said.perMonth}`;
  const facts = [{ name: said.answers.option, value: <>{name}</> }];
  if (temporary > 0n && life !== undefined)
    facts.push({ name: said.optionColumns.now, value: <>{amount(life + temporary)}</> });
  facts.push({
    name: temporary > 0n ? said.optionColumns.later : said.optionColumns.you,
    value: <>{amount(life)}</>,
  });
  facts.push({ name: said.optionColumns.after, value: <After row={row} spouse={spouse} /> });
  return <Facts facts={facts} />;
}

function Named() {
  const said = useWords().retirement.member;
  return (
    <>
      <h2>{said.beneficiaries}</h2>
      <p className="measure">{said.beneficiariesHint}</p>
      {Array.from({ length: mostNamed }, (_, at) => at + 1).map((number) => (
        <fieldset key={number} className="usa-fieldset">
          <legend className="usa-legend">{said.beneficiary({ number })}</legend>
          <Field name={`name${number}`} label={said.beneficiaryName} optional={number > 1} />
          <Field name={`relation${number}`} label={said.relation} optional={number > 1} />
          <Field
            name={`percent${number}`}
            label={said.percent}
            inputMode="numeric"
            width="short"
            optional={number > 1}
          />
        </fieldset>
      ))}
    </>
  );
}

const choiceBody = z.object({
  option: z.enum(paymentOptions),
  spouse: z.string().trim().max(200).optional(),
  ...Object.fromEntries(
    [1, 2, 3].flatMap((number) => [
      [`name${number}`, z.string().trim().max(200).optional()],
      [`relation${number}`, z.string().trim().max(100).optional()],
      [`percent${number}`, z.string().trim().max(3).optional()],
    ]),
  ),
  confirmed: z.string().optional(),
});

type ChoiceBody = z.output<typeof choiceBody>;

function beneficiariesOf(body: ChoiceBody): BeneficiaryNamed[] {
  const typed = body as Record<string, string | undefined>;
  return [1, 2, 3]
    .map((number) => ({
      name: typed[`name${number}`] ?? "",
      relation: typed[`relation${number}`] ?? "",
      percent: Number(typed[`percent${number}`] || "0"),
    }))
    .filter(({ name, relation, percent }) => name !== "" || relation !== "" || percent !== 0);
}

/** What was typed, once more, before it is sent: the member reviews and confirms (WCAG 3.3.4). */
async function reviewView(taken: Taken<string, ChoiceBody>): Promise<View> {
  const seen = await seenOf(taken as Asked);
  const said = taken.words.retirement.member;
  return {
    title: said.electionReview,
    over: over(taken as Asked, seen),
    body: <Review seen={seen} body={taken.body} />,
  };
}

function Review({ seen, body }: { seen: Seen; body: ChoiceBody }) {
  const words = useWords();
  const said = words.retirement.member;
  const named = beneficiariesOf(body);
  const typed = Object.entries(body).filter(
    ([name, value]) => name !== "confirmed" && typeof value === "string" && value !== "",
  );
  return (
    <>
      <Summary seen={seen} option={body.option} />
      {isGuaranteed(body.option) && named.length > 0 ? (
        <Facts
          facts={named.map(({ name, relation, percent }) => ({
            name,
            value: `${relation} ${percent}%`.trim(),
          }))}
        />
      ) : null}
      {body.spouse ? <Facts facts={[{ name: said.spouseSigned, value: body.spouse }]} /> : null}
      <Alert kind="warning">{said.finalWarning}</Alert>
      <Form action={link("/member/retire/elect")}>
        {typed.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value as string} />
        ))}
        <Choices
          name="confirmed"
          many
          label={said.confirmHeading}
          options={[{ value: "yes", text: said.finalChoice }]}
        />
        <Button>{said.elect}</Button>
      </Form>
      <p>
        <a href={link("/member/retire/choice", undefined, { option: body.option })}>{said.change}</a>
      </p>
    </>
  );
}

async function showReviewAgain(asked: Asked): Promise<View> {
  const parsed = choiceBody.safeParse(asked.typed);
  if (!parsed.success) throw notFound();
  return reviewView({ ...asked, body: parsed.data } as unknown as Taken<string, ChoiceBody>);
}

page({
  path: "/member/retire/options",
  owner: "retirement",
  may: "elect a payment option",
  show: showOptions,
});
page({
  path: "/member/retire/choice",
  owner: "retirement",
  may: "elect a payment option",
  query: optionQuery,
  show: showChoice,
});

form({
  path: "/member/retire/choice",
  owner: "retirement",
  may: "elect a payment option",
  body: choiceBody,
  says: (words) => ({ ...words.retirement.refusals, ...words.retirement.problems }),
  bad: showChoice,
  take: async (taken) => {
    const seen = await seenOf(taken as unknown as Asked);
    const missing = missingIn(taken.body, seen.facts.spouse?.name);
    return missing ?? reviewView(taken as unknown as Taken<string, ChoiceBody>);
  },
});

/** What the decision would refuse, said at its field before the review. */
function missingIn(body: ChoiceBody, spouse: string | undefined) {
  const named = beneficiariesOf(body);
  if (isGuaranteed(body.option)) {
    if (named.length === 0)
      return refusedAt({ code: "guaranteed-option-needs-beneficiary", facts: {} }, "name1");
    if (named.some(({ name }) => name === ""))
      return refusedAt({ code: "beneficiary-name-missing", facts: {} }, "name1");
    const total = named.reduce((sum, { percent }) => sum + percent, 0);
    if (total !== 100 || named.some(({ percent }) => !Number.isInteger(percent) || percent <= 0))
      return refusedAt({ code: "beneficiary-shares-not-whole", facts: { total } }, "percent1");
  }
  if (spouse !== undefined && !body.spouse)
    return refusedAt({ code: "spouse-not-aware", facts: { spouse } }, "spouse");
  return undefined;
}

form({
  path: "/member/retire/elect",
  owner: "retirement",
  may: "elect a payment option",
  body: choiceBody,
  says: (words) => ({ ...words.retirement.refusals, ...words.retirement.problems }),
  bad: showReviewAgain,
  take: async (taken) => {
    const { body } = taken;
    const asked = {
      key: taken.key,
      of: await ownCase(taken),
      option: body.option,
      beneficiaries: beneficiariesOf(body),
      confirmed: body.confirmed === "yes",
      spouseSignature: body.spouse,
    };
    const { accepted, refused } = await electOption(taken.system, taken.actor, asked);
    if (refused)
      return refusedAt(refused, refused.code === "election-not-confirmed" ? "confirmed" : undefined);
    const said = taken.words.retirement.member;
    return see(
      link("/member/retire"),
      accepted.delayed ? said.electedLate({ month: longMonth(accepted.firstPaymentMonth) }) : said.elected,
    );
  },
});
