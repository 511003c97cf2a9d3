import { addMonths, firstOfMonthOf, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { type KeptParallel, listParallels } from "@emeritus/records/conversion-parallel.ts";
import { type CutoverItemSeen, findCutover, listCutoverItems } from "@emeritus/records/cutover.ts";
import type { Actor } from "../actor.ts";
import { allow, may } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { cutoverItems, cutoverSituation, type PreparedCutover } from "./cut-over.ts";
import { type CutoverRefusal, type CutoverSummary, decidePreparing, summaryOf } from "./decide-cutover.ts";

/** Where a fund stands with going live. */
export interface CutoverSeen {
  readonly prepared: PreparedCutover | undefined;
  /** The parallel payrolls from which one may be chosen, the newest first. */
  readonly parallels: readonly KeptParallel[];
  /** What would become of everybody by the newest of them; nothing where none was kept or it is released. */
  readonly proposed:
    | { readonly parallel: number; readonly firstMonth: PlainDate; readonly summary: CutoverSummary }
    | undefined;
  /** Why it cannot be prepared now. */
  readonly cannot: CutoverRefusal | undefined;
  readonly may: { readonly prepare: boolean; readonly release: boolean };
}

/** Where the fund stands with going live; nothing where it was not taken over. */
export async function seeCutover(
  { db, reader, fund }: System,
  actor: Actor,
): Promise<CutoverSeen | undefined> {
  allow(actor, "read a conversion");
  const parallels = await listParallels(reader, fund.number);
  const prepared = (await findCutover(reader, fund.number)) as PreparedCutover | undefined;
  const [newest] = parallels;
  const firstMonth = newest === undefined ? 0 : addMonths(firstOfMonthOf(parseDate(newest.month)), 1);
  const ask = { firstMonth, parallel: newest?.parallel ?? 0 };
  const situation = await cutoverSituation(reader, fund.number, ask);
  if (situation.signed === undefined) return undefined;
  const cannot = decidePreparing(situation);
  const released = situation.released;
  return {
    prepared,
    parallels,
    proposed:
      newest === undefined || released
        ? undefined
        : { ...ask, summary: summaryOf(await cutoverItems(reader, fund.number, ask)) },
    cannot,
    may: {
      prepare: may(actor, "prepare a cutover") && cannot === undefined,
      release:
        may(actor, "release a cutover") &&
        prepared !== undefined &&
        cannot === undefined &&
        !(await isSamePerson(db, fund.number, actor, prepared.preparedBy)),
    },
  };
}

/** The payees of the released cutover, those of an outcome or of one person. */
export async function seeCutoverItems(
  { reader, fund }: System,
  actor: Actor,
  wanted: Parameters<typeof listCutoverItems>[2],
): Promise<{ readonly all: number; readonly items: readonly CutoverItemSeen[] }> {
  allow(actor, "read a conversion");
  return listCutoverItems(reader, fund.number, wanted);
}
