import { formatDate } from "@emeritus/engine/dates.ts";
import type { Effects } from "@emeritus/operations/redetermining/effects.ts";
import { en } from "@emeritus/words/en/index.ts";
import { longMonth, money } from "@emeritus/words/format.ts";

const says = en.redetermining.cli;

/** Says on the terminal what a change would do to those whom it touches, a line a fact. */
export function sayEffects(effects: Effects, say: (line: string) => void): void {
  const { members, totals } = effects;
  if (members.length === 0) say(says.none);
  for (const one of members) {
    say(says.member({ memberId: one.memberId, name: one.name }));
    for (const { month, before, after } of one.pay)
      say(
        says.pay({
          month: longMonth(formatDate(month)),
          before: money(before ?? 0n),
          after: money(after ?? 0n),
        }),
      );
    for (const { payees, compared } of one.benefits) {
      const { benefit, plan } = compared.basis;
      if (payees.length === 0) say(says.asksPerson({ benefit: String(benefit), plan }));
      for (const payee of payees)
        say(
          says.benefit({
            benefit: String(payee.benefit),
            before: money(payee.monthBefore),
            after: money(payee.monthAfter),
          }),
        );
    }
  }
  say(
    says.totals({
      members: String(members.length),
      pay: money(totals.payCents),
      employer: money(totals.employerCents),
      member: money(totals.memberCents),
      determinations: String(totals.determinations),
      arrears: money(totals.arrearsCents),
      overpaid: money(totals.overpaidCents),
    }),
  );
}
