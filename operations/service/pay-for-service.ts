import { addMonths, firstOfMonthOf, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { openMonth, post, type Transfer } from "@emeritus/records/ledger.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import { recordServicePayment } from "@emeritus/records/service-ledger.ts";
import type { PaymentMethod } from "@emeritus/records/service-tables.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { accountsOfActor } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { caseSays, centsOf } from "./case-law.ts";
import type { ServiceCase, ServiceKey } from "./case-view.ts";
import { credit } from "./credit.ts";
import { decideOpen, duty, type LawRefusal } from "./decide-service.ts";
import { requestOf, tellCredited, writeServiceLetter } from "./write-service-letter.ts";
import { factsOfCase, type InServiceCase, inServiceCase, type NotNow } from "./in-service-case.ts";

/** The most instalments: one a month of the two years that the law gives. */
const MOST_INSTALMENTS = 24;

/** Why an acceptance is not taken. */
export type AcceptRefusal = LawRefusal | "offer-expired" | "bad-plan";

/** The member accepts the offer and says how it will be paid: at once, or in monthly instalments. That day fixes the cost. */
export async function acceptService(
  system: System,
  actor: Actor,
  asked: { key: string; of: ServiceKey; instalments: number },
): Promise<Outcome<ServiceKey, Refusal<AcceptRefusal | NotNow>>> {
  const { key, of, instalments } = asked;
  const given = { key, may: "ask for service", action: "accept", of, request: instalments } as const;
  return inServiceCase(
    system,
    actor,
    given,
    async (within): Promise<Outcome<ServiceKey, Refusal<AcceptRefusal>>> => {
      const today = system.calendar.today();
      if (today > within.service.offer!.expires) return refused("offer-expired");
      if (instalments < 1 || instalments > MOST_INSTALMENTS)
        return refused("bad-plan", { most: MOST_INSTALMENTS });
      const decision = decideOpen(caseSays(await factsOfCase(within, { on: system.calendar.today() })));
      if (decision.refused) return decision;
      const { cost, due } = decision.accepted;
      const first = instalments === 1 ? due!.value! : addMonths(today, 1);
      await within.settle("accepted");
      await within.step("accept", {
        on: formatDate(today),
        costCents: String(centsOf(cost!.value!)),
        due: formatDate(due!.value!),
        instalments,
        first: formatDate(first),
      });
      await duty(within, "servicePaymentEnds", due!.value!, "member");
      if (instalments > 1) await duty(within, "serviceInstalment", first, "counselor");
      return accepted(of);
    },
  );
}

/** Money that came in for a case. */
export interface MoneyReceived {
  readonly key: string;
  readonly of: ServiceKey;
  readonly cents: bigint;
  readonly paidOn: PlainDate;
  readonly method: PaymentMethod;
  readonly paidBy: string;
}

/** Why money is not taken for a case. */
export type ReceiveRefusal = "not-in-order" | "too-late" | "more-than-owed" | "bad-amount";

/**
 * The office records money that came in. It is owed back until the last cent is in: then the same transaction posts it as bought,
 * and brings the service into the record. Nothing is credited before (BR 2-1(2), 3-1(2), 3-16(1)).
 */
export async function receiveForService(
  system: System,
  actor: Actor,
  asked: MoneyReceived,
): Promise<Outcome<ServiceKey, Refusal<ReceiveRefusal | NotNow>>> {
  const { key, of, cents, paidOn, method, paidBy } = asked;
  const request = { cents: String(cents), paidOn: formatDate(paidOn), method, paidBy };
  return inServiceCase(
    system,
    actor,
    { key, may: "work a case", action: "receive", of, request },
    async (within): Promise<Outcome<ServiceKey, Refusal<ReceiveRefusal>>> => {
      const { service, tx, fund, instant } = within;
      const facts = await factsOfCase(within, { on: paidOn });
      const owed = centsOf(caseSays(facts).owed!.value!);
      const decision = decideReceipt(service, { cents, paidOn, owed, today: system.calendar.today() });
      if (decision.refused) return decision;
      const entry = await posted(within, [
        { debit: "operatingCash", credit: "unearnedContributions", cents, person: of.person },
      ]);
      const payment = service.payments.length + 1;
      const paid = { payment, method, paidOn, cents, paidBy, receivedBy: actor.account, entry };
      await recordServicePayment(tx, fund, of, paid, instant);
      await within.step("receive", request);
      const payments = [...service.payments, paid];
      const after = caseSays({ ...facts, payments });
      await settleObligations(
        tx,
        { fund, person: of.person, caseNumber: of.caseNumber, kind: "serviceInstalment" },
        { status: "done", because: `payment ${payment}` },
        instant,
      );
      if (!after.paid) {
        await nextInstalment(within, payments.length);
        return accepted(of);
      }
      const all = payments.reduce((sum, one) => sum + one.cents, 0n);
      await posted(within, [
        { debit: "unearnedContributions", credit: "purchasesAndTransfersIn", cents: all, person: of.person },
      ]);
      await within.settle("paid");
      await within.step("complete", { months: after.months?.value ?? 0, cents: String(all) });
      await credit(within, { ...facts, payments }, after);
      await tellCredited(within, { ...facts, payments }, after, all);
      return accepted(of);
    },
  );
}

/** Pure: payments come in order of day, in time, and never more than is owed on their day. */
export function decideReceipt(
  { accepted: plan, payments }: Pick<ServiceCase, "accepted" | "payments">,
  paid: { cents: bigint; paidOn: PlainDate; owed: bigint; today: PlainDate },
): Outcome<true, Refusal<ReceiveRefusal>> {
  const earliest = payments.at(-1)?.paidOn ?? plan!.on;
  if (paid.cents <= 0n) return refused("bad-amount");
  if (paid.paidOn < earliest || paid.paidOn > paid.today) return refused("not-in-order");
  if (paid.paidOn > plan!.due) return refused("too-late", { due: formatDate(plan!.due) }, "BR 2-17; BR 3-15");
  if (paid.cents > paid.owed) return refused("more-than-owed", { owed: paid.owed });
  return accepted(true);
}

/** The next instalment is a duty with a day: when it passes unpaid, it stands late in the office's queue. */
async function nextInstalment(within: InServiceCase, paid: number): Promise<void> {
  const { plan, due } = within.service.accepted!;
  if (plan.instalments === 1) return;
  const next = addMonths(plan.first, paid);
  await duty(within, "serviceInstalment", next < due ? next : due, "counselor");
}

async function posted(
  { tx, fund, instant, of, system }: InServiceCase,
  transfers: readonly Transfer[],
): Promise<bigint> {
  const month = formatDate(firstOfMonthOf(system.calendar.today()));
  await openMonth(tx, fund, "pension", month, instant);
  const source = `service case ${of.caseNumber}`;
  return post(tx, { fund, trust: "pension", month, source, transfers: [...transfers] }, instant);
}

/** The member, or the office for them, gives up a request. What was paid comes back, once a second person approves it. */
export async function withdrawService(
  system: System,
  actor: Actor,
  asked: { key: string; of: ServiceKey; because: string },
): Promise<Outcome<ServiceKey, Refusal<NotNow>>> {
  const { key, of, because } = asked;
  const given = { key, may: "ask for service", action: "withdraw", of, request: because, because } as const;
  return inServiceCase(system, actor, given, async (within) => {
    await within.settle("withdrawn");
    await endUnpaid(within, "withdraw", because);
    return accepted(of);
  });
}

/** Ends a case that will not be credited: with money in it, the refund waits for a second person. */
export async function endUnpaid(
  within: InServiceCase,
  action: "withdraw" | "lapse",
  because: string,
): Promise<void> {
  const cents = within.service.payments.reduce((sum, one) => sum + one.cents, 0n);
  if (cents === 0n) return within.step(action, { because });
  await within.step("askRefund", { because, cents: String(cents) });
  await duty(within, "approveServiceRefund", within.system.calendar.today(), "benefitVerifier");
}

/** A second person approves that what was paid goes back; it becomes payable to the member. */
export async function approveServiceRefund(
  system: System,
  actor: Actor,
  asked: { key: string; of: ServiceKey },
): Promise<Outcome<ServiceKey, Refusal<NotNow | "same-person">>> {
  const { key, of } = asked;
  const given = { key, may: "approve a determination", action: "refund", of } as const;
  return inServiceCase(
    system,
    actor,
    given,
    async (within): Promise<Outcome<ServiceKey, Refusal<"same-person">>> => {
      const { service } = within;
      const own = await accountsOfActor(within.tx, within.fund, actor);
      if (service.handledBy.some((by) => own.has(by))) return refused("same-person");
      const cents = service.payments.reduce((sum, one) => sum + one.cents, 0n);
      const entry = await posted(within, [
        { debit: "unearnedContributions", credit: "refundsPayable", cents, person: of.person },
      ]);
      await within.settle("approved");
      await within.step("refund", { cents: String(cents), entry: String(entry) });
      await writeServiceLetter(within, { kind: "serviceMoneyBack", ...requestOf(service), paid: cents });
      return accepted(of);
    },
  );
}
