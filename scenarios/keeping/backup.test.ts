import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { plainDate } from "@emeritus/engine/dates.ts";
import { verifyAllDeterminations } from "@emeritus/operations/determining/verify-determination.ts";
import { recordEntry, sealEntries, verifyAudit } from "@emeritus/records/audit.ts";
import {
  type BackupContents,
  BackupRefused,
  readContents,
  restoreBackup,
  writeBackup,
} from "@emeritus/records/backup.ts";
import { listSeals } from "@emeritus/records/audit-trail.ts";
import { connect, type Connection } from "@emeritus/records/db.ts";
import { pendingMigrations, readMigrations } from "@emeritus/records/migrate.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { payOf } from "@emeritus/records/pay.ts";
import { emptyDatabase, testDatabase } from "@emeritus/records/testing.ts";
import { holds, verifyRecord } from "@emeritus/records/verify.ts";
import { payMonthBefore } from "@emeritus/scenarios/demonstration/earlier-payroll.ts";
import { loadDemonstration } from "@emeritus/scenarios/demonstration/load.ts";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const today = plainDate(2026, 11, 21);
const home = mkdtempSync(join(tmpdir(), "emeritus-backup-"));
const backup = join(home, "backup");
const databases: { dispose(): Promise<void> }[] = [];
const connections: Connection[] = [];
afterAll(async () => {
  await Promise.all(connections.map((one) => one.close()));
  await Promise.all(databases.map((one) => one.dispose()));
  rmSync(home, { recursive: true, force: true });
});

async function emptyOne(version?: 15 | 18): Promise<string> {
  const database = await emptyDatabase(version);
  databases.push(database);
  return database.url;
}

const asOwner = (url: string): Connection => {
  const owner = connect(url, "emeritus_owner", { most: 3 });
  connections.push(owner);
  return owner;
};

async function act({ db }: Connection, account: string): Promise<void> {
  await db
    .transaction()
    .execute(async (tx) =>
      recordEntry(tx, { fund: 1, actor: account, action: "looked" }, await takeInstant(tx)),
    );
}

/** Every table's rows as one hash each. */
async function fingerprints(connection: Connection): Promise<Record<string, string>> {
  const { tables } = await readContents(backup);
  const found: Record<string, string> = {};
  for (const { table, columns } of tables) {
    const row = sql.raw(columns.join(", "));
    const { rows } = await sql<{ md5: string }>`
      select coalesce(md5(string_agg(line, chr(10) order by line collate "C")), '') as md5
      from (select (row(${row}))::text as line from ${sql.raw(table)}) q`.execute(connection.db);
    found[table] = rows[0]!.md5;
  }
  return found;
}

let before: Record<string, string>;

describe("a fund whose members are paid", () => {
  beforeAll(async () => {
    const system = await testSystem({ today });
    databases.push(system);
    await loadDemonstration(system, { people: 60, seed: 7, today });
    await payMonthBefore({ ...system, home });
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(system.db);
    const server = await testDatabase({ fund: null });
    databases.push(server);
    const url = new URL(server.url);
    url.pathname = `/${rows[0]!.name}`;
    await writeBackup(url.href, system.db, backup);
    before = await fingerprints(asOwner(url.href));
  });

  test("is the same, row by row, on another server of either version, and every proof holds", async () => {
    for (const version of [18, 15] as const) {
      const url = await emptyOne(version);
      const { tables } = await restoreBackup(url, backup);
      expect(tables.find(({ table }) => table === "records.benefit")!.rows).toBeGreaterThan(5);
      const owner = asOwner(url);
      const after = await fingerprints(owner);
      delete after["audit.restored"];
      const { "audit.restored": none, ...expected } = before;
      expect(none).toBe("");
      expect(after).toEqual(expected);
      const proof = await verifyRecord(owner.db, 1);
      expect(
        holds(proof),
        JSON.stringify(proof, (_, value) => String(value)),
      ).toBe(true);
      for await (const determination of verifyAllDeterminations(owner.db, 1, "record"))
        expect(determination.agrees).toBe(true);
    }
  });

  test("goes on there: what is done afterwards is sealed and proven, also after a second move", async () => {
    const url = await emptyOne();
    await restoreBackup(url, backup);
    const there = asOwner(url);
    const inheritedSeals = (await verifyAudit(there.db)).seals;
    // The numbers of transactions that were sealed lie beyond those of the new server.
    await sql`update audit.seal set to_xid = '4000000000' where seal = (select max(seal) from audit.seal)`.execute(
      there.db,
    );
    await act(there, "ann");
    expect((await listSeals(there.db, { most: 1, skip: 0 })).waiting).toBe(1n);
    await waitForSeal(there);
    expect(await verifyAudit(there.db)).toMatchObject({ seals: inheritedSeals + 1 });
    expect((await verifyAudit(there.db)).broken).toBeUndefined();

    const second = join(home, "second");
    await writeBackup(url, there.db, second);
    const third = await emptyOne();
    await restoreBackup(third, second);
    const last = asOwner(third);
    await act(last, "bob");
    await waitForSeal(last);
    const proof = await verifyAudit(last.db);
    expect(proof.broken).toBeUndefined();
    expect(proof.seals).toBe(inheritedSeals + 2);
    await sql`update audit.entry set actor = 'eve' where actor = 'ann'`.execute(last.db);
    expect((await verifyAudit(last.db)).broken).toEqual({ seal: BigInt(inheritedSeals + 1), why: "rows" });
  });

  test("a numbers' sequence goes on after the last that was given", async () => {
    const url = await emptyOne();
    await restoreBackup(url, backup);
    const { rows } = await sql<{ next: string; last: number }>`
      select nextval('records.person_number')::text as next, (select max(person) from records.person) as last`.execute(
      asOwner(url).db,
    );
    expect(Number(rows[0]!.next)).toBeGreaterThan(rows[0]!.last);
  });

  test("a damaged, incomplete or foreign backup restores nothing and says which file", async () => {
    const url = await emptyOne();
    const nothingThere = async () => {
      const { rows } = await sql<{ funds: number }>`select count(*)::int as funds from records.fund`.execute(
        asOwner(url).db,
      );
      expect(rows[0]!.funds).toBe(0);
    };
    const file = join(backup, "records.person_name.copy.gz");
    const good = readFileSync(file);
    const text = gunzipSync(good).toString();
    const spoiled: Readonly<Record<string, Uint8Array>> = {
      "another name": gzipSync(text.replace(/\t[A-Z][a-z]+\t/, "\tMallory\t")),
      "a row less": gzipSync(text.slice(0, text.trimEnd().lastIndexOf("\n") + 1)),
      "no archive": Buffer.from("nothing"),
    };
    for (const [how, bytes] of Object.entries(spoiled)) {
      writeFileSync(file, bytes);
      await expect(restoreBackup(url, backup), how).rejects.toMatchObject({ code: "damaged", file });
      await nothingThere();
    }
    rmSync(file);
    await expect(restoreBackup(url, backup)).rejects.toMatchObject({ code: "damaged", file });
    writeFileSync(file, good);
    await expect(restoreBackup(url, home)).rejects.toMatchObject({ code: "notABackup" });

    const contents = join(backup, "contents.json");
    const list = readFileSync(contents, "utf8");
    writeFileSync(contents, list.replace('"0001-foundation"', '"0999-tomorrow"'));
    await expect(restoreBackup(url, backup)).rejects.toMatchObject({ code: "otherRelease" });
    writeFileSync(contents, list);
    await restoreBackup(url, backup);
    await expect(restoreBackup(url, backup)).rejects.toBeInstanceOf(BackupRefused);
    await expect(restoreBackup(url, backup)).rejects.toMatchObject({ code: "fundThere" });
  });

  test("a backup of the first release opens under this one", async () => {
    const old = join(home, "old");
    mkdirSync(old);
    const recorded = "2026-11-21 06:00:00.000001+00";
    const table = (name: string, columns: readonly string[], ...lines: readonly string[]) => {
      const text = lines.map((line) => `${line}\n`).join("");
      writeFileSync(join(old, `${name}.copy.gz`), gzipSync(text));
      const sha256 = createHash("sha256").update(text).digest("hex");
      return { table: name, columns, rows: lines.length, sha256 };
    };
    const contents: BackupContents = {
      format: 1,
      takenAt: recorded,
      migrations: readMigrations().filter(({ name }) => name < "0056"),
      tables: [
        table(
          "records.fund",
          ["fund", "name", "time_zone", "demonstration", "recorded_from"],
          `1\tThe first\tAmerica/Chicago\tt\t${recorded}`,
        ),
        table(
          "records.person",
          ["fund", "person", "member_id", "recorded_from"],
          `1\t7\t10000012\t${recorded}`,
        ),
        table(
          "records.pay",
          ["fund", "person", "position", "year", "month", "report", "report_row", "cents", "recorded_from"],
          `1\t7\t1\t2026\t10\t1\t1\t275050\t${recorded}`,
        ),
        table(
          "projection.pay_year",
          ["fund", "person", "position", "year", "cents"],
          "1\t7\t1\t2026\t{NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,275050,NULL,NULL}",
        ),
      ],
      sequences: [{ name: "records.person_number", last: "7", called: true }],
      seal: null,
    };
    writeFileSync(join(old, "contents.json"), JSON.stringify(contents));
    const url = await emptyOne();
    await restoreBackup(url, old);
    expect(await pendingMigrations(url)).toEqual([]);
    const { db } = asOwner(url);
    expect(await payOf(db, 1, 7)).toEqual([{ position: 1, month: plainDate(2026, 10, 1), cents: 275_050 }]);
    expect(holds(await verifyRecord(db, 1))).toBe(true);
  });

  test("a writing that was broken off is no backup", async () => {
    const broken = join(home, "broken");
    renameSync(join(backup, "contents.json"), join(home, "contents.json"));
    await expect(readContents(backup)).rejects.toMatchObject({ code: "notABackup" });
    renameSync(join(home, "contents.json"), join(backup, "contents.json"));
    await expect(readContents(broken)).rejects.toMatchObject({ code: "notABackup", file: broken });
  });
});

async function waitForSeal({ db }: Connection): Promise<void> {
  await expect.poll(() => sealEntries(db), { timeout: 30_000, interval: 200 }).toBeDefined();
}
