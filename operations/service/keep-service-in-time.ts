import { randomUUID } from "node:crypto";
import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { casesAt } from "@emeritus/records/case.ts";
import type { Actor } from "../actor.ts";
import { accepted } from "../outcome.ts";
import type { System } from "../system.ts";
import { caseSays, centsOf } from "./case-law.ts";
import { findServiceCase, SERVICE_CASE, type ServiceCase } from "./case-view.ts";
import { factsOfCase, type InServiceCase, inServiceCase } from "./in-service-case.ts";
import { endUnpaid } from "./pay-for-service.ts";
import { reckoningOf, requestOf, writeServiceLetter } from "./write-service-letter.ts";

/** What the nightly look at service cases does of itself. */
type ByItself = "expire" | "lapse" | "remind";

/** What the nightly look at service cases did, by action. */
export type ServiceKept = Readonly<Record<ByItself, number>>;

const night: Actor = { account: "system", roles: ["counselor"], employers: [] };

/**
 * Looks at every offer and every purchase being paid, so that nothing depends on somebody remembering: an offer ends with its last
 * day, a purchase with the last day on which the law lets it be paid, and what was paid by then goes back; a payment of a plan that
 * did not come is told to the member, once. Each leaves a letter. Again the same day: nothing.
 */
export async function keepServiceInTime(system: System): Promise<ServiceKept> {
  const kept = { expire: 0, lapse: 0, remind: 0 };
  const today = system.calendar.today();
  for (const { person, caseNumber } of await casesAt(system.db, system.fund.number, SERVICE_CASE, [
    "offered",
    "paying",
  ])) {
    const of = { person, caseNumber };
    const service = await findServiceCase(system.db, system.fund.number, of);
    const action = service && actionOn(service, today);
    if (action === undefined) continue;
    const given = { key: randomUUID(), may: "work a case", action, of, request: today } as const;
    const done = await inServiceCase(system, night, given, async (within) => {
      await acts[action](within, today);
      return accepted(of);
    });
    if (done.accepted) kept[action] += 1;
  }
  return kept;
}

/** Pure. What a case asks for on a day by itself, if anything. */
export function actionOn(service: ServiceCase, today: PlainDate): ByItself | undefined {
  if (service.status === "offered") return today > service.offer!.expires ? "expire" : undefined;
  if (today > service.accepted!.due) return "lapse";
  const missed = missedOf(service, today);
  if (missed === undefined) return undefined;
  const told = service.steps.some(
    ({ action, facts }) => action === "remind" && facts["due"] === formatDate(missed),
  );
  return told ? undefined : "remind";
}

/** The day of the payment of a plan that did not come; nothing while the payments come as agreed. Pure. */
export const missedOf = ({ duties }: Pick<ServiceCase, "duties">, today: PlainDate): PlainDate | undefined =>
  duties.find(({ kind, status, due }) => kind === "serviceInstalment" && status === "open" && due < today)
    ?.due;

const acts: Readonly<Record<ByItself, (within: InServiceCase, today: PlainDate) => Promise<void>>> = {
  expire: async (within) => {
    const { service } = within;
    await within.settle("expire");
    await within.step("expire");
    const expires = formatDate(service.offer!.expires);
    await writeServiceLetter(within, { kind: "serviceOfferEnded", ...requestOf(service), expires });
  },
  lapse: async (within) => {
    const { service } = within;
    await within.settle("lapse");
    await endUnpaid(within, "lapse", "not paid in time");
    const paid = service.payments.reduce((sum, { cents }) => sum + cents, 0n);
    const last = formatDate(service.accepted!.due);
    await writeServiceLetter(within, { kind: "serviceNotPaid", ...requestOf(service), last, paid });
  },
  remind: async (within, today) => {
    const { service } = within;
    const due = formatDate(missedOf(service, today)!);
    await within.step("remind", { due });
    const says = caseSays(await factsOfCase(within, { on: today }));
    await writeServiceLetter(within, {
      kind: "serviceInstalmentMissed",
      ...requestOf(service),
      due,
      last: formatDate(service.accepted!.due),
      owed: centsOf(says.owed!.value!),
      reckoning: reckoningOf(says, [says.owed]),
    });
  },
};
