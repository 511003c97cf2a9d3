import { randomUUID } from "node:crypto";
import { casesAt } from "@emeritus/records/case.ts";
import type { System } from "../system.ts";
import { accepted } from "../outcome.ts";
import { findServiceCase, SERVICE_CASE } from "./case-view.ts";
import { inServiceCase } from "./in-service-case.ts";
import { endUnpaid } from "./pay-for-service.ts";
import type { Actor } from "../actor.ts";

/** What the nightly look at service cases did, by action. */
export type ServiceKept = Readonly<Record<"expire" | "lapse", number>>;

const night: Actor = { account: "system", roles: ["counselor"], employers: [] };

/**
 * Looks at every offer and every purchase being paid, so that nothing depends on somebody remembering: an offer ends with its last
 * day, a purchase with the last day on which the law lets it be paid; what was paid by then goes back. Again the same day: nothing.
 */
export async function keepServiceInTime(system: System): Promise<ServiceKept> {
  const kept = { expire: 0, lapse: 0 };
  const today = system.calendar.today();
  for (const { person, caseNumber, status } of await casesAt(system.db, system.fund.number, SERVICE_CASE, [
    "offered",
    "paying",
  ])) {
    const action = status === "offered" ? "expire" : "lapse";
    const of = { person, caseNumber };
    const service = await findServiceCase(system.db, system.fund.number, of);
    const last = action === "expire" ? service?.offer?.expires : service?.accepted?.due;
    if (last === undefined || today <= last) continue;
    const given = { key: randomUUID(), may: "work a case", action, of, request: today } as const;
    const done = await inServiceCase(system, night, given, async (within) => {
      await within.settle(action);
      if (action === "expire") await within.step("expire");
      else await endUnpaid(within, "lapse", "not paid in time");
      return accepted(of);
    });
    if (done.accepted) kept[action] += 1;
  }
  return kept;
}
