import {
  type BeneficiaryNamed,
  isGuaranteed,
  type PaymentOption,
  paymentOptions,
} from "@emeritus/operations/retiring/decide-election.ts";
import { electOption } from "@emeritus/operations/retiring/elect-option.ts";
import { centsOf } from "@emeritus/operations/retiring/retirement-law.ts";
import { longMonth, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Alert, Button, Choices, Facts, Field, Form } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { After, type CaseToElect, caseToElect, over } from "./retire-options.tsx";
import { optionWords, ownCase, refusedAt } from "./retire-parts.tsx";

const optionQuery = z.object({ option: z.enum(paymentOptions) });

function optionAsked(asked: Asked): PaymentOption {
  const parsed = optionQuery.safeParse(Object.keys(asked.typed).length > 0 ? asked.typed : asked.query);
  if (!parsed.success) throw notFound();
  return parsed.data.option;
}

async function showChoice(asked: Asked): Promise<View> {
  const seen = await caseToElect(asked);
  const option = optionAsked(asked);
  const said = asked.words.retirement.member;
  if (!seen.compared.options.some((one) => one.option === option)) throw notFound();
  return {
    title: said.chosenTitle({ choice: optionWords(asked.words, option, seen.facts.spouse?.name).name }),
    over: over(asked, seen),
    body: <ChoicePage seen={seen} option={option} />,
  };
}

const places = [1, 2, 3];

function ChoicePage({ seen, option }: { seen: CaseToElect; option: PaymentOption }) {
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

function Summary({ seen, option }: { seen: CaseToElect; option: PaymentOption }) {
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
      {places.map((number) => (
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
    places.flatMap((number) => [
      [`name${number}`, z.string().trim().max(200).optional()],
      [`relation${number}`, z.string().trim().max(100).optional()],
      [`percent${number}`, z.string().trim().max(3).optional()],
    ]),
  ),
  confirmed: z.string().optional(),
});

type ChoiceBody = z.output<typeof choiceBody>;
type Reader = Pick<Asked, "system" | "actor" | "words">;

function beneficiariesOf(body: ChoiceBody): BeneficiaryNamed[] {
  const typed = body as Record<string, string | undefined>;
  return places
    .map((number) => ({
      name: typed[`name${number}`] ?? "",
      relation: typed[`relation${number}`] ?? "",
      percent: Number(typed[`percent${number}`] || "0"),
    }))
    .filter(({ name, relation, percent }) => name !== "" || relation !== "" || percent !== 0);
}

/** What was typed, once more, before it is sent: the member reviews and confirms (WCAG 3.3.4). */
async function reviewView(asked: Reader, body: ChoiceBody): Promise<View> {
  const seen = await caseToElect(asked);
  return {
    title: asked.words.retirement.member.electionReview,
    over: over(asked, seen),
    body: <Review seen={seen} body={body} />,
  };
}

function Review({ seen, body }: { seen: CaseToElect; body: ChoiceBody }) {
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
  return reviewView(asked, parsed.data);
}

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
    const seen = await caseToElect(taken);
    const missing = missingIn(taken.body, seen.facts.spouse?.name);
    return missing ?? reviewView(taken, taken.body);
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
