import { formatDate } from "@emeritus/engine/dates.ts";
import { isGuaranteed, isJoint, type PaymentOption } from "@emeritus/operations/retiring/decide-election.ts";
import { type CaseSeen, readCase } from "@emeritus/operations/retiring/read-retirement.ts";
import { centsOf, type OptionSeen } from "@emeritus/operations/retiring/retirement-law.ts";
import { longDate, money } from "@emeritus/words/format.ts";
import { beginWorksheet, type Worksheet } from "@emeritus/words/worksheet.ts";
import { AmountLink, ButtonLink, More, Sheet, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, link, notFound, page, type View } from "../shared/routes.ts";
import { optionWords, ownCase } from "./retire-parts.tsx";

/** The member's case while its payment option can be chosen. */
export interface CaseToElect extends CaseSeen {
  readonly compared: NonNullable<CaseSeen["compared"]>;
  readonly facts: NonNullable<CaseSeen["facts"]>;
}

/** That case; without one the page is not there. */
export async function caseToElect(asked: Pick<Asked, "system" | "actor">): Promise<CaseToElect> {
  const seen = await readCase(asked.system, asked.actor, await ownCase(asked));
  if (!seen?.compared || !seen.facts || seen.retirement.status !== "electionOpen") throw notFound();
  return { ...seen, compared: seen.compared, facts: seen.facts };
}

/** Whose case it is, above the heading. */
export const over = ({ words }: Pick<Asked, "words">, seen: CaseSeen) =>
  words.member.over({ name: seen.career.name, memberId: seen.career.memberId });

async function showOptions(asked: Asked): Promise<View> {
  const seen = await caseToElect(asked);
  return {
    title: asked.words.retirement.member.optionsTitle,
    over: over(asked, seen),
    body: <Options seen={seen} />,
  };
}

function Options({ seen }: { seen: CaseToElect }) {
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

function OptionTable({ seen, sheet }: { seen: CaseToElect; sheet: Worksheet }) {
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

/** What is paid after the member's death. */
export function After({ row, spouse }: { row: OptionSeen; spouse: string | undefined }) {
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

page({
  path: "/member/retire/options",
  owner: "retirement",
  may: "elect a payment option",
  show: showOptions,
});
