import { formatDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { monthToPost, post } from "@emeritus/records/ledger.ts";
import { listReceipts, lockMoney, moneyNumber, trustNamed } from "@emeritus/records/money-in.ts";
import type { Cents } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";

/** Money that is to go back to its payer, and how far that has come. */
export interface Payback {
  readonly payback: number;
  readonly receipt: number;
  readonly cents: Cents;
  readonly because: string;
  readonly askedBy: string;
  readonly payer: string;
  readonly reference: string;
  readonly decided: "released" | "refused" | null;
  readonly decidedBy: string | null;
}

/** Every payback, those to decide first. */
export async function listPaybacks(db: Reading, fund: number): Promise<Payback[]> {
  const { rows } = await sql<Payback>`
    select a.payback, a.receipt, a.cents, a.because, a.actor as "askedBy", r.payer, r.reference, d.step as decided, d.actor as "decidedBy"
    from ledger.payback a join ledger.receipt r on (r.fund, r.receipt) = (a.fund, a.receipt)
    left join ledger.payback d on (d.fund, d.payback) = (a.fund, a.payback) and d.step <> 'asked'
    where a.fund = ${fund} and a.step = 'asked' order by d.step is not null, a.payback desc`.execute(db);
  return rows;
}

/** Asks that what is left of a receipt goes back to its payer: nothing moves before a second person releases it. */
export async function askPayback(
  { db, fund }: System,
  actor: Actor,
  { key, receipt: number, because }: { key: string; receipt: number; because: string },
): Promise<
  Outcome<{ readonly payback: number }, Refusal<"noSuchReceipt" | "nothingLeft" | "askedBack" | "notMoney">>
> {
  allow(actor, "enter money in");
  return command(
    db,
    { fund: fund.number, actor, key, name: "askPayback", request: { receipt: number }, because },
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const [receipt] = await listReceipts(tx, fund.number, { receipts: [number] });
      if (receipt === undefined) return refused("noSuchReceipt");
      if (receipt.way === "settling") return refused("notMoney", {}, "BR 2-21(4), 4-11(4)");
      if (receipt.askedBackCents > 0n) return refused("askedBack");
      if (receipt.leftCents === 0n) return refused("nothingLeft");
      const payback = await moneyNumber(tx);
      await tx
        .insertInto("ledger.payback")
        .values({
          fund: fund.number,
          payback,
          step: "asked",
          receipt: number,
          cents: receipt.leftCents,
          because,
          actor: actor.account,
          recorded_from: instant,
        })
        .execute();
      note({ facts: { payback, receipt: number, cents: receipt.leftCents } });
      return accepted({ payback });
    },
  );
}

/** A second person releases what goes back to a payer (2110 to 1010), or refuses it. */
export async function decidePayback(
  { db, fund, calendar }: System,
  actor: Actor,
  {
    key,
    payback: number,
    decision,
    because,
  }: { key: string; payback: number; decision: "released" | "refused"; because: string },
): Promise<Outcome<{ readonly payback: number }, Refusal<"noSuchPayback" | "decided" | "askedByYou">>> {
  allow(actor, "release money out");
  return command(
    db,
    { fund: fund.number, actor, key, name: "decidePayback", request: { payback: number, decision }, because },
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const asked = (await listPaybacks(tx, fund.number)).find(({ payback }) => payback === number);
      if (asked === undefined) return refused("noSuchPayback");
      if (asked.decided !== null) return refused("decided", { by: asked.decidedBy! });
      if (await isSamePerson(tx, fund.number, actor, asked.askedBy)) return refused("askedByYou");
      const [receipt] = await listReceipts(tx, fund.number, { receipts: [asked.receipt] });
      const trust = trustNamed(receipt!.trust);
      const day = formatDate(calendar.today());
      const month = await monthToPost(tx, { fund: fund.number, trust, wanted: day, today: day }, instant);
      const transfer = { debit: "receiptsNotMatched", credit: "operatingCash", cents: asked.cents } as const;
      const of = receipt!.employer === null ? {} : { employer: receipt!.employer };
      const posting = {
        fund: fund.number,
        trust,
        month,
        source: `payback ${number}`,
        transfers: [{ ...transfer, ...of }],
      };
      const entry = decision === "released" ? await post(tx, posting, instant) : null;
      const { receipt: paid, cents } = asked;
      await tx
        .insertInto("ledger.payback")
        .values({
          fund: fund.number,
          payback: number,
          step: decision,
          receipt: paid,
          cents,
          because,
          actor: actor.account,
          entry,
          recorded_from: instant,
        })
        .execute();
      note({ facts: { payback: number, decision, cents } });
      return accepted({ payback: number });
    },
  );
}
