import { formatDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import type { Effects, MemberEffect } from "@emeritus/operations/redetermining/effects.ts";
import { type Compared, differsByTakeover } from "@emeritus/operations/redetermining/figures.ts";
import { longMonth, money } from "@emeritus/words/format.ts";
import { planWords } from "./plan-words.ts";
import { Empty, Facts, More, Table } from "./components/index.ts";
import { useWords } from "./frame.ts";

const cents = (value: Exact | undefined): string => (value === undefined ? "–" : money(value.n / value.d));
const signed = (value: bigint): string => (value > 0n ? `+${money(value)}` : money(value));

/** What a change does to those whom it touches: by member, and in all. `office` shows what only the office may see. */
export function EffectsShown({
  effects,
  office,
  intro,
}: {
  effects: Effects;
  office: boolean;
  intro: string;
}) {
  const all = useWords();
  const words = all.redetermining.effects;
  const { members, totals } = effects;
  if (members.length === 0) return <Empty>{words.none}</Empty>;
  const before = (old: string, now: string) =>
    old === now ? now : words.before({ before: old, after: now });
  const shown = members.slice(0, mostShown);
  return (
    <>
      <p className="lead measure">{intro}</p>
      <h2>{words.totalsHeading}</h2>
      <Facts
        facts={[
          { name: words.total.members, value: String(members.length) },
          { name: words.total.pay, value: signed(totals.payCents) },
          { name: words.total.employer, value: signed(totals.employerCents) },
          { name: words.total.member, value: signed(totals.memberCents) },
          ...(office
            ? [
                { name: words.total.determinations, value: String(totals.determinations) },
                { name: words.total.month, value: signed(totals.monthCents) },
                { name: words.total.arrears, value: money(totals.arrearsCents) },
                { name: words.total.overpaid, value: money(totals.overpaidCents) },
              ]
            : []),
        ]}
      />
      {members.length > mostShown ? (
        <p>{words.firstOnly({ shown: String(mostShown), all: String(members.length) })}</p>
      ) : null}
      <Table
        caption={words.caption}
        quiet
        rows={shown}
        keyOf={({ person }) => person}
        columns={[
          {
            head: words.columns.member,
            names: true,
            cell: ({ name, memberId }) => (
              <>
                {name} <span className="small soft">{memberId}</span>
              </>
            ),
          },
          { head: words.columns.pay, cell: (one) => <Pay one={one} /> },
          {
            head: words.columns.service,
            cell: ({ before: old, after }) =>
              before(
                old === undefined ? words.new : words.months({ count: String(old.service.value ?? "–") }),
                words.months({ count: String(after.service.value ?? "–") }),
              ),
          },
          {
            head: office ? words.columns.contributionsOffice : words.columns.contributions,
            cell: ({ employerCents, memberCents }) =>
              employerCents === 0n && memberCents === 0n
                ? words.noChange
                : `${signed(employerCents)}, ${signed(memberCents)}`,
          },
          ...(office
            ? [
                {
                  head: words.columns.average,
                  cell: ({ before: old, after }: MemberEffect) =>
                    before(cents(old?.average?.value), cents(after.average?.value)),
                },
                { head: words.columns.benefit, cell: (one: MemberEffect) => <Benefits one={one} /> },
              ]
            : []),
        ]}
      />
    </>
  );
}

/** The most members that a page lists; the totals are over all. */
export const mostShown = 500;

function Pay({ one }: { one: MemberEffect }) {
  const words = useWords().redetermining;
  const said = words.effects;
  if (one.pay.length === 0) return said.noChange;
  const sum = one.pay.reduce((all, { before, after }) => all + (after ?? 0n) - (before ?? 0n), 0n);
  const or = (value: bigint | undefined) => (value === undefined ? "–" : money(value));
  return (
    <More summary={signed(sum)}>
      <Table
        caption={said.payHeading({ name: one.name })}
        quiet
        rows={one.pay}
        keyOf={({ month }) => month}
        columns={[
          {
            head: words.case.payColumns.month,
            names: true,
            cell: ({ month }) => longMonth(formatDate(month)),
          },
          { head: words.case.payColumns.before, cell: ({ before }) => or(before) },
          { head: words.case.payColumns.after, cell: ({ after }) => or(after) },
        ]}
      />
    </More>
  );
}

function Benefits({ one }: { one: MemberEffect }) {
  const words = useWords().redetermining;
  const said = words.effects;
  if (!one.retired) return said.estimateMoves;
  if (one.benefits.length === 0) return said.noChange;
  return (
    <>
      {one.benefits.map(({ compared, payees }) => (
        <p key={compared.basis.benefit}>
          {compared.undetermined || !compared.basis.paidHere ? (
            <OtherPlan compared={compared} />
          ) : compared.explained.eligible ? (
            payees
              .map(({ kind, monthBefore, monthAfter }) => {
                const moves = said.before({ before: money(monthBefore), after: money(monthAfter) });
                return payees.length === 1 ? moves : `${words.case.kinds[kind]}: ${moves}`;
              })
              .join("; ")
          ) : (
            words.notEligible
          )}
          <br />
          <span className="small">
            {said.determinationChanges}
            {differsByTakeover(compared) ? `. ${said.takenOver}` : ""}
          </span>
        </p>
      ))}
    </>
  );
}

/** A benefit that is not on this payroll's roll, or whose law cannot say: what its first month would be, where its law can say so. */
function OtherPlan({ compared: { basis, before, after, undetermined } }: { compared: Compared }) {
  const all = useWords();
  const words = all.redetermining.effects;
  const { amountAtStart } = basis.law;
  if (undetermined) return words.cannotSay({ plan: planWords(all, basis.plan) });
  const or = (value: bigint | undefined) => (value === undefined ? "–" : money(value));
  const was = (basis.byLaw ?? before.amounts)[amountAtStart];
  return words.otherPlan({
    plan: planWords(all, basis.plan),
    before: or(was),
    after: or(after.amounts[amountAtStart]),
  });
}
