import { addDays, completing, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { recordLeave } from "@emeritus/records/employment.ts";
import { obligeAgain } from "@emeritus/records/obligation.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import { daysAhead } from "./decide-enrolment.ts";
import { endOpenLeave, keep } from "./leave.ts";
import { limitOf } from "./membership-law.ts";
import { aboutJob, inJob, type InJob, type Job, type OfPosition, type Told } from "./reported.ts";

/** Why somebody is laid off: only reasons outside the employee's control that say nothing of the work done (BR 2-11(1), 3-11(1)). */
export const layoffReasons = [
  "shortageOfWork",
  "shortageOfFunds",
  "positionAbolished",
  "dutiesChanged",
  "otherOutsideControl",
  "performance",
] as const;
export type LayoffReason = (typeof layoffReasons)[number];

/** Why a layoff, or the return from one, is not recorded. */
export type LayoffRefusal =
  | "not-employed"
  | "in-future"
  | "not-a-layoff"
  | "leave-overlaps"
  | "not-laid-off"
  | "back-before-leave"
  | "layoff-over";

const rule = "BR 2-11(1), 3-11(1)";

/** Pure. Order: the date, the employment, the reason, other leaves. */
export function decideLayoff(
  job: Pick<Job, "open" | "leaves">,
  told: { readonly from: PlainDate; readonly reason: LayoffReason },
  today: PlainDate,
): Outcome<true, Refusal<LayoffRefusal>> {
  const { from, reason } = told;
  if (from > addDays(today, daysAhead)) return refused("in-future", { days: daysAhead });
  if (job.open === undefined || job.open.from > from) return refused("not-employed");
  if (reason === "performance") return refused("not-a-layoff", {}, rule);
  const other = job.leaves.find((each) => each.to > from);
  if (other !== undefined) return refused("leave-overlaps", { from: formatDate(other.from) });
  return accepted(true);
}

/** The day on which a layoff that nobody ended becomes a termination: twelve months after it began (BR 2-11(4), 3-11(4)). */
export const layoffEnds = (from: PlainDate): PlainDate => completing(from, limitOf("layoff").months);

/** A clock of twelve months runs from the first day of a layoff (BR 2-11(4), 3-11(4)). */
export async function watchLayoff(
  { tx, fund, person, position, instant }: InJob,
  from: PlainDate,
): Promise<void> {
  const duty = { kind: "layoff-ends", subject: String(position), due: layoffEnds(from) };
  await obligeAgain(tx, { fund, person, ...duty, owner: "system", cites: limitOf("layoff").cites }, instant);
}

/** An employer lays somebody off: no service and no pay is credited, and a clock of twelve months runs. */
export async function layOff(
  system: System,
  actor: Actor,
  told: OfPosition & { readonly from: PlainDate; readonly reason: LayoffReason },
): Promise<Told<LayoffRefusal | "no-such-position">> {
  const { from, reason } = told;
  return aboutJob<LayoffRefusal, { notice: number }>(
    system,
    actor,
    { name: "lay off", of: told, request: { from, reason } },
    async (about) => {
      const { tx, fund, job, today, instant, actor: by, note } = about;
      const decision = decideLayoff(job, told, today);
      if (decision.refused) return decision;
      const { person } = job.person;
      const leave = { position: told.position, kind: "layoff", paid: false, from } as const;
      await recordLeave(tx, fund, person, { ...leave, approvedBy: by.account }, instant);
      await watchLayoff(inJob(about), from);
      const notice = await keep(about, "layoff", from, { reason });
      note({ facts: { notice, reason } });
      return accepted({ notice });
    },
  );
}

/** An employer takes somebody back from a layoff: service goes on from that day (BR 2-11(3), 3-11(3)). */
export async function recall(
  system: System,
  actor: Actor,
  told: OfPosition & { readonly on: PlainDate },
): Promise<Told<LayoffRefusal | "no-such-position">> {
  const { on } = told;
  return aboutJob<LayoffRefusal, { notice: number }>(
    system,
    actor,
    { name: "recall from layoff", of: told, request: { on } },
    async (about) => {
      const { job, today } = about;
      const leave = job.openLeave;
      if (leave === undefined || leave.kind !== "layoff") return refused("not-laid-off");
      if (on > addDays(today, daysAhead)) return refused("in-future", { days: daysAhead });
      if (on <= leave.from) return refused("back-before-leave", { from: formatDate(leave.from) });
      const over = layoffEnds(leave.from);
      if (on >= over) return refused("layoff-over", { over: formatDate(over) }, limitOf("layoff").cites);
      await endOpenLeave(about, leave, on);
      return accepted({ notice: await keep(about, "recall", on, {}) });
    },
  );
}
