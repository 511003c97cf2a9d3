import { sql } from "kysely";
import { command } from "@emeritus/records/command.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { runsToPay } from "@emeritus/records/payments-received.ts";
import { lockRun } from "@emeritus/records/run.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";

/** Why a payee is held. The holds of a death case, of a missing address and of a retiree who works end with what they wait for, not by a releaser. */
export type HoldReason =
  | "returnedPayment"
  | "heldByStaff"
  | "deathReported"
  | "noAddress"
  | "reemployed"
  | "registerDiffers"
  | "charged";

const endByThemselves: readonly string[] = ["deathReported", "noAddress", "reemployed", "charged"];

/** An open hold of a payee. */
export interface HoldSeen {
  readonly hold: number;
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly reason: HoldReason;
  readonly because: string | null;
  readonly placedBy: string;
  readonly since: Instant;
}

/**
 * Places a hold in a transaction and gives its number. It waits for a run that is just posting a payment to this person, and no run
 * posts one meanwhile: either the payment is on record when the hold is, or the run stops before it posts.
 */
export async function placeHold(
  tx: Tx,
  held: { fund: number; person: number; reason: HoldSeen["reason"]; actor: string; because: string },
  instant: Instant,
): Promise<number> {
  for (const run of await runsToPay(tx, held.fund, held.person)) await lockRun(tx, { fund: held.fund, run });
  const { rows } = await sql<{ hold: number }>`select nextval('records.hold_number')::int as hold`.execute(
    tx,
  );
  const hold = rows[0]!.hold;
  const { fund, person, reason, actor, because } = held;
  await tx
    .insertInto("records.payee_hold")
    .values({
      fund,
      person,
      hold,
      reason,
      benefit: null,
      status: "open",
      actor,
      because,
      recorded_from: instant,
    })
    .execute();
  return hold;
}

/** A payroll preparer holds a payee's payments, with a reason; what falls due meanwhile is paid once the hold is lifted. */
export async function holdPayee(
  { db, fund }: System,
  actor: Actor,
  ask: { readonly key: string; readonly person: number; readonly because: string },
): Promise<Outcome<{ hold: number }>> {
  allow(actor, "hold a payee", { person: ask.person });
  const { key, person, because } = ask;
  return command(
    db,
    { fund: fund.number, actor, key, name: "holdPayee", request: { person }, persons: [person], because },
    async (tx, instant) =>
      accepted({
        hold: await placeHold(
          tx,
          { fund: fund.number, person, reason: "heldByStaff", actor: actor.account, because },
          instant,
        ),
      }),
  );
}

function findOpenHold(tx: Tx, fund: number, person: number, hold: number) {
  return tx
    .selectFrom("records.payee_hold")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("hold", "=", hold)
    .where("status", "=", "open")
    .where("recorded_to", "=", "infinity")
    .executeTakeFirst();
}

/** Ends an open hold in a transaction; nothing happens where it is ended already. */
export async function endHold(
  tx: Tx,
  ended: { fund: number; person: number; hold: number; actor: string; because: string },
  instant: Instant,
): Promise<void> {
  const { fund, person, hold, actor, because } = ended;
  const open = await findOpenHold(tx, fund, person, hold);
  if (open === undefined) return;
  await tx
    .updateTable("records.payee_hold")
    .set({ recorded_to: instant })
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("hold", "=", hold)
    .where("recorded_to", "=", "infinity")
    .execute();
  const { recorded_from: _from, recorded_to: _to, ...same } = open;
  await tx
    .insertInto("records.payee_hold")
    .values({ ...same, status: "lifted", actor, because, recorded_from: instant })
    .execute();
}

/** Why a hold is not lifted. */
export type LiftRefusal = Refusal<"noOpenHold" | "endsByItself" | "placedByYou">;

/** A second person lifts a hold; the next payroll pays what was held, and what the bank gave back, to the account then in use. */
export async function liftHold(
  { db, fund }: System,
  actor: Actor,
  ask: { readonly key: string; readonly person: number; readonly hold: number; readonly because: string },
): Promise<Outcome<{ hold: number }, LiftRefusal>> {
  allow(actor, "release a hold", { person: ask.person });
  const { key, person, hold, because } = ask;
  return command(
    db,
    {
      fund: fund.number,
      actor,
      key,
      name: "liftHold",
      request: { person, hold },
      persons: [person],
      because,
    },
    async (tx, instant) => {
      const open = await findOpenHold(tx, fund.number, person, hold);
      if (open === undefined) return refused("noOpenHold");
      if (endByThemselves.includes(open.reason)) return refused("endsByItself");
      if (await isSamePerson(tx, fund.number, actor, open.actor)) return refused("placedByYou");
      await endHold(tx, { fund: fund.number, person, hold, actor: actor.account, because }, instant);
      return accepted({ hold });
    },
  );
}

/** The open holds of the fund, oldest first. */
export async function listHolds(db: Reading, fund: number): Promise<HoldSeen[]> {
  const { rows } = await sql<HoldSeen>`
    select h.hold, h.person, p.member_id as "memberId", coalesce(n.last_name || ', ' || n.first_name, p.member_id) as name, h.reason,
      h.because, h.actor as "placedBy", h.recorded_from as since
    from records.payee_hold h join records.person p using (fund, person)
    left join lateral (select n.last_name, n.first_name from records.person_name n where n.fund = h.fund and n.person = h.person
      and n.recorded_to = 'infinity' order by n.valid_from desc limit 1) n on true
    where h.fund = ${fund} and h.status = 'open' and h.recorded_to = 'infinity' order by h.hold`.execute(db);
  return rows;
}
