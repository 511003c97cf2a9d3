import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findLastSeal, recordReading, sealEntries, verifyAudit } from "./audit.ts";
import { command } from "./command.ts";
import { serverVersions, testDatabase, type TestDatabase } from "./testing.ts";

const fund = 1;
const actor = { account: "tester" };

for (const version of serverVersions)
  describe(`the audit chain on PostgreSQL ${version}`, () => {
    let t: TestDatabase;
    beforeEach(async () => {
      t = await testDatabase({ version });
    });
    afterEach(() => t.dispose());

    const act = (n: number) =>
      command(t.db, { fund, actor, key: randomUUID(), name: "act", request: { n } }, async () => n);

    /** Seals until nothing is left: an open transaction of another test's database may hold the horizon back a while. */
    const sealAll = async (entries: bigint) => {
      for (;;) {
        await sealEntries(t.db);
        const { rows } = await sql<{
          sealed: bigint;
        }>`select coalesce(sum(entries), 0)::bigint as sealed from audit.seal`.execute(t.db);
        if (rows[0]!.sealed === entries) return;
        await sleep(20);
      }
    };

    const threeSeals = async () => {
      for (const entries of [4n, 8n, 12n]) {
        await Promise.all([1, 2, 3, 4].map(act));
        await sealAll(entries);
      }
    };

    test("an untouched chain proves itself, and so does the value kept elsewhere", async () => {
      await threeSeals();
      const last = (await findLastSeal(t.db))!;
      const proof = await verifyAudit(t.reader, last);
      expect(proof.broken).toBeUndefined();
      expect(proof).toMatchObject({ entries: 12n });
    });

    const tampering: Readonly<Record<string, readonly [entry: number, statement: string]>> = {
      "a changed value": [6, "update audit.entry set actor = 'someone else' where entry = 6"],
      "a removed entry": [7, "delete from audit.entry where entry = 7"],
      "a back-dated entry": [
        9,
        "update audit.entry set recorded_from = recorded_from - interval '1 day' where entry = 9",
      ],
      "two entries that changed places": [
        5,
        `update audit.entry e set (actor, action, key, recorded_from) =
          (select actor, action, key, recorded_from from audit.entry o where o.entry = 11 - e.entry) where entry in (5, 6)`,
      ],
      "an entry slipped in": [
        2,
        "insert into audit.entry (xid, fund, actor, action, recorded_from) select xid, 1, 'ghost', 'act', recorded_from from audit.entry where entry = 2",
      ],
    };
    test.each(Object.entries(tampering))(
      "%s breaks its seal, and the proof names it",
      async (_name, [entry, statement]) => {
        await threeSeals();
        const hit = await t.db
          .selectFrom("audit.seal")
          .select("seal")
          .where("last_entry", ">=", BigInt(entry))
          .orderBy("seal")
          .executeTakeFirstOrThrow();
        await sql.raw(statement).execute(t.owner);
        expect((await verifyAudit(t.reader)).broken).toEqual({ seal: hit.seal, why: "rows" });
      },
    );

    test("a rewritten root breaks the chain; a removed seal leaves a gap", async () => {
      await threeSeals();
      await sql`update audit.seal set chain = sha256('x') where seal = 2`.execute(t.owner);
      expect((await verifyAudit(t.reader)).broken).toEqual({ seal: 2n, why: "chain" });
      await sql`delete from audit.seal where seal = 2`.execute(t.owner);
      expect((await verifyAudit(t.reader)).broken).toEqual({ seal: 2n, why: "gap" });
    });

    test("a cut tail is found by the value kept elsewhere, and only by that", async () => {
      await threeSeals();
      const last = (await findLastSeal(t.db))!;
      await sql`delete from audit.entry where entry >= (select first_entry from audit.seal where seal = ${last.seal})`.execute(
        t.owner,
      );
      await sql`delete from audit.seal where seal = ${last.seal}`.execute(t.owner);
      expect((await verifyAudit(t.reader)).broken).toBeUndefined();
      expect((await verifyAudit(t.reader, last)).broken).toEqual({ seal: last.seal, why: "keptElsewhere" });
    });

    test("an entry of a transaction still open is not passed over: it is sealed later", async () => {
      const open = t.db.transaction().execute(async (tx) => {
        await recordReading(tx, { fund, actor: "slow", action: "read" });
        await act(1); // commits first, with a later number
        await sealEntries(t.db);
        await sleep(30);
      });
      await open;
      await act(2);
      await sealAll(3n);
      expect((await verifyAudit(t.reader)).broken).toBeUndefined();
    });

    test("several sealers at once make one chain", async () => {
      await Promise.all(Array.from({ length: 40 }, (_, n) => Promise.all([act(n), sealEntries(t.db)])));
      await sealAll(40n);
      expect(await verifyAudit(t.reader)).toMatchObject({ entries: 40n });
      expect((await verifyAudit(t.reader)).broken).toBeUndefined();
    });
  });
