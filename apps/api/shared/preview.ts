import { formatDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { PayeeEffect } from "@emeritus/operations/redetermining/by-month.ts";
import type { Effects } from "@emeritus/operations/redetermining/effects.ts";
import { differsByTakeover } from "@emeritus/operations/redetermining/figures.ts";
import { withoutBenefits } from "@emeritus/operations/redetermining/preview-report.ts";
import { z } from "zod";

const Amount = z.string().describe("Dollars and cents, such as 1427.64");
const Day = z.iso.date();

/** What a change makes of what one payee is paid. */
export const PayeeChange = z.object({
  benefit: z.number(),
  person: z.number(),
  before: Amount,
  after: Amount,
  arrears: Amount,
  overpaid: Amount,
});

/** That as an answer. Pure. */
export const payeeChange = (payee: PayeeEffect): z.input<typeof PayeeChange> => ({
  benefit: payee.benefit,
  person: payee.person,
  before: formatCents(payee.monthBefore),
  after: formatCents(payee.monthAfter),
  arrears: formatCents(payee.arrearsCents),
  overpaid: formatCents(payee.overpaidCents),
});

const Member = z.object({
  person: z.number(),
  memberId: z.string(),
  name: z.string(),
  pay: z.array(z.object({ month: Day, before: Amount.nullable(), after: Amount.nullable() })),
  serviceMonths: z.object({ before: z.number().nullable(), after: z.number().nullable() }),
  memberContributions: Amount,
  employerContributions: Amount,
  /** Left out for an employer. */
  finalAveragePay: z.object({ before: Amount.nullable(), after: Amount.nullable() }).optional(),
  benefits: z
    .array(
      z.object({
        benefit: z.number(),
        eligible: z.boolean(),
        plan: z.string().describe("The plan whose law determines it"),
        paidHere: z.boolean().describe("Whether it is on this payroll's roll; of another a person decides"),
        undetermined: z
          .string()
          .nullable()
          .describe("Facts that the law of the plan lacks to say the amount; a person decides"),
        takenOverOtherwise: z
          .boolean()
          .describe("Whether it was taken over at another amount; two people choose what becomes of that"),
        payees: z.array(PayeeChange),
      }),
    )
    .optional(),
});
/** What a change would do to those whom it touches, as an answer. */
export const Preview = z.object({
  members: z.array(Member),
  pay: Amount,
  memberContributions: Amount,
  employerContributions: Amount,
  determinations: z.number().optional(),
  benefitsAMonth: Amount.optional(),
  arrears: Amount.optional(),
  overpaid: Amount.optional(),
});

const orNull = (cents: bigint | undefined) => (cents === undefined ? null : formatCents(cents));
const ofExact = (value: Exact | undefined) => (value === undefined ? null : formatCents(value.n / value.d));

/** A preview as an answer: what only the office may see is left out for an employer. Pure. */
export function previewAnswer(effects: Effects, office: boolean): z.input<typeof Preview> {
  const { members, totals } = office ? effects : withoutBenefits(effects);
  return {
    members: members.map((one) => ({
      person: one.person,
      memberId: one.memberId,
      name: one.name,
      pay: one.pay.map(({ month, before, after }) => ({
        month: formatDate(month),
        before: orNull(before),
        after: orNull(after),
      })),
      serviceMonths: {
        before: one.before?.service.value ?? null,
        after: one.after.service.value ?? null,
      },
      memberContributions: formatCents(one.memberCents),
      employerContributions: formatCents(one.employerCents),
      ...(office
        ? {
            finalAveragePay: {
              before: ofExact(one.before?.average?.value),
              after: ofExact(one.after.average?.value),
            },
            benefits: one.benefits.map(({ compared, payees }) => ({
              benefit: compared.basis.benefit,
              eligible: compared.explained.eligible,
              plan: compared.basis.plan,
              paidHere: compared.basis.paidHere,
              undetermined: compared.undetermined ? compared.explained.missing.join(" ") : null,
              takenOverOtherwise: differsByTakeover(compared),
              payees: payees.map(payeeChange),
            })),
          }
        : {}),
    })),
    pay: formatCents(totals.payCents),
    memberContributions: formatCents(totals.memberCents),
    employerContributions: formatCents(totals.employerCents),
    ...(office
      ? {
          determinations: totals.determinations,
          benefitsAMonth: formatCents(totals.monthCents),
          arrears: formatCents(totals.arrearsCents),
          overpaid: formatCents(totals.overpaidCents),
        }
      : {}),
  };
}
