import { addDays, formatDate } from "@emeritus/engine/dates.ts";
import {
  queueCounts,
  type QueueCounts,
  type QueueRow,
  retirementQueue,
} from "@emeritus/records/retirement-case.ts";

import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import type { DutyOwner } from "./obligations.ts";
import { isOpen, type RetirementStatus, retirementStatuses } from "./status.ts";

/** What a reader of the work queue asks for. */
export interface QueueFilter {
  readonly status?: RetirementStatus | undefined;
  readonly waits?: DutyOwner | undefined;
  readonly due?: "late" | "week" | "month" | undefined;
  readonly named?: string | undefined;
  /** Counted from 1. */
  readonly page?: number | undefined;
}

/** The work queue: counts, rows and pages. */
export interface Queue {
  readonly counts: QueueCounts;
  readonly rows: readonly QueueRow[];
  readonly of: number;
  readonly page: number;
  readonly pages: number;
  readonly today: number;
}

const pageSize = 50;
const office: readonly DutyOwner[] = ["counselor", "benefitVerifier"];
const open = retirementStatuses.filter((status) => isOpen(status) && status !== "draft");
const within = { late: -1, week: 7, month: 30 } as const;

/** Open retirement cases, soonest due first; nobody finds their own case here. */
export async function readQueue(system: System, actor: Actor, filter: QueueFilter): Promise<Queue> {
  allow(actor, "read the work queue");
  const { db, fund } = system;
  const today = system.calendar.today();
  const page = Math.max(1, filter.page ?? 1);
  const mine = { open, except: actor.person };
  const counts = await queueCounts(db, fund.number, { ...mine, today: formatDate(today), office });
  const { rows, of } = await retirementQueue(db, fund.number, {
    ...mine,
    status: filter.status,
    owner: filter.waits,
    dueThrough: filter.due && formatDate(addDays(today, within[filter.due])),
    named: filter.named,
    most: pageSize,
    skip: (page - 1) * pageSize,
  });
  return { counts, rows, of, page, pages: Math.max(1, Math.ceil(of / pageSize)), today };
}
