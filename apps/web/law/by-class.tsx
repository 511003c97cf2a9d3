import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { exact, multiply } from "@emeritus/engine/exact.ts";
import { planNamed } from "@emeritus/law/plans.ts";
import {
  type Opening,
  type PlanSummary,
  type SummarizedClass,
  type SummarizedPlan,
  summarizedClasses,
  summarizedPlans,
  summaryOf,
} from "@emeritus/law/summary.ts";
import { capital, phraseOf } from "@emeritus/words/phrase.ts";
import { decimalText, moneyText, monthsText } from "@emeritus/words/value.ts";
import { Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

const found = new Map<string, PlanSummary>();

/** A summary, worked out once a day and class: the law changes only with the program. */
function summary(plan: SummarizedPlan, memberClass: SummarizedClass, on: PlainDate): PlanSummary {
  const key = `${plan} ${memberClass} ${formatDate(on)}`;
  const known = found.get(key) ?? summaryOf(plan, memberClass, on);
  if (!found.has(key)) {
    if (found.size > 100) found.clear();
    found.set(key, known);
  }
  return known;
}

type Cell = (of: PlanSummary) => string;

/** What the general plans give each class, in the rows of the handbook's summary tables, by the law of a day. */
export function ByClass({ on }: { readonly on: PlainDate }) {
  const all = useWords();
  const words = all.lawPages.byClass;
  const phrase = phraseOf(all);
  const opening = ({ age, service }: Opening) =>
    words.opening({ age: monthsText(all, age), service: monthsText(all, service) });
  const yesNo = (holds: boolean) => (holds ? words.yes : words.no);
  const rows: readonly (readonly [head: string, rule: string | undefined, cell: Cell])[] = [
    [words.vested, "vested", ({ vestedAfter }) => monthsText(all, vestedAfter)],
    [words.normal, "normalAgeReached", ({ normal }) => normal.map(opening).join("; ")],
    [
      words.rule,
      "ruleOf80",
      ({ rule }) =>
        rule
          ? words.ruleOf({ sum: monthsText(all, rule.sum), age: monthsText(all, rule.leastAge) })
          : words.notAvailable,
    ],
    [words.early, "earlyAgeReached", ({ early }) => (early ? opening(early) : words.notAvailable)],
    [words.base, "baseBenefit", ({ baseOfTwelveYears }) => moneyText(baseOfTwelveYears)],
    [
      words.options,
      "chosenAmount",
      ({ options }) =>
        options
          .map(({ name, share }) =>
            words.option({ name: phrase(name), percent: decimalText(multiply(share, exact(100n))) }),
          )
          .join("; "),
    ],
    [words.increase, undefined, ({ increaseInService }) => yesNo(increaseInService)],
    [
      words.contributions,
      undefined,
      ({ contributes }) =>
        contributes.n === 0n
          ? words.no
          : words.ofPay({ percent: decimalText(multiply(contributes, exact(100n))) }),
    ],
    [words.reduced, undefined, ({ reducedPurchases }) => yesNo(reducedPurchases)],
    [words.fullCost, undefined, ({ fullCostPurchases }) => yesNo(fullCostPurchases)],
    [words.oneTime, undefined, ({ oneTimeTransfer }) => yesNo(oneTimeTransfer)],
    [words.agreement, undefined, ({ transferByAgreement }) => yesNo(transferByAgreement)],
  ];
  return (
    <>
      {summarizedClasses.map((memberClass) => (
        <Table
          key={memberClass}
          caption={capital(words.of({ memberClass: phrase(memberClass) }))}
          rows={rows}
          keyOf={([head]) => head}
          columns={[
            { head: words.what, names: true, cell: ([head]) => head },
            ...summarizedPlans.map((plan) => ({
              head: planNamed(plan)!.title,
              cell: ([, rule, cell]: (typeof rows)[number]) => {
                const text = cell(summary(plan, memberClass, on));
                return rule ? <a href={link("/law/:plan/:rule", { plan, rule })}>{text}</a> : text;
              },
            })),
          ]}
        />
      ))}
    </>
  );
}
