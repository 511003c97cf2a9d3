import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { createGunzip, createGzip } from "node:zlib";
import { sql } from "kysely";
import { Client, DatabaseError } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { sealEntries } from "./audit.ts";
import { connect, withClient, type Db, type Reading, type Tx } from "./db.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { withNoCommandOpen } from "./moment.ts";
import { scrubbed } from "./scrub.ts";

/** A table as a backup holds it. */
export interface BackedUpTable {
  /** Schema and name. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Of its rows in the text of COPY, in hexadecimal. */
  readonly sha256: string;
}

/** What a backup holds, written last: a folder without it is no backup. */
export interface BackupContents {
  readonly format: 1;
  /** When it was taken: everything committed before, nothing after. */
  readonly takenAt: string;
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  /** In an order in which each table stands after those that it refers to. */
  readonly tables: readonly BackedUpTable[];
  readonly sequences: readonly { readonly name: string; readonly last: string; readonly called: boolean }[];
  /** The newest seal, which covers every entry. */
  readonly seal: { readonly seal: string; readonly chain: string; readonly lastEntry: string } | null;
}

/** A backup that cannot be taken or restored; `file` is what it is about. */
export class BackupRefused extends Error {
  override name = "BackupRefused";
  readonly code: "notSealed" | "notABackup" | "damaged" | "otherRelease" | "fundThere";
  readonly file: string;
  constructor(code: BackupRefused["code"], file: string) {
    super(`${code}: ${file}`);
    this.code = code;
    this.file = file;
  }
}

const contentsFile = "contents.json";
const fileOf = (folder: string, table: string): string => join(folder, `${table}.copy.gz`);
const schemas = ["records", "ledger", "audit", "runs", "projection", "signin"];
/** Who was signed in stays on the server where that was. */
const leftOut = ["signin.session", "signin.tries", "signin.registration"];
const sealTries = 60;
const sealPauseMs = 500;

/**
 * Writes everything that a fund's database holds into a new folder, as of one instant, while others go on working. Closed values
 * stay sealed: their keys are not in it. What waits in the queue of jobs is made anew from the record and is not in it either.
 */
export async function writeBackup(ownerUrl: string, app: Db, folder: string): Promise<BackupContents> {
  const owner = connect(ownerUrl, "emeritus_owner", { most: 2 });
  const making = `${folder}.being-written`;
  try {
    await rm(making, { recursive: true, force: true });
    await mkdir(making, { recursive: true, mode: 0o700 });
    const contents = await inSealedSnapshot(owner.db, app, (tx) => writeTables(tx, making));
    const file = await open(join(making, contentsFile), "wx", 0o600);
    await file.writeFile(`${JSON.stringify(contents, undefined, 1)}\n`);
    await file.sync();
    await file.close();
    await rename(making, folder);
    return contents;
  } finally {
    await owner.close();
  }
}

/** Does something in a snapshot in which every audit entry is under a seal, since another server counts transactions anew. */
async function inSealedSnapshot<T>(owner: Db, app: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 0; tries < sealTries; tries += 1) {
    const done = await owner
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (tx) => {
        const sealed = await withNoCommandOpen(app, async () => {
          while ((await sealEntries(app)) !== undefined) continue;
          return isSealed(tx); // the first statement takes the snapshot
        });
        return sealed ? { value: await work(tx) } : undefined;
      });
    if (done !== undefined) return done.value;
    await pause(sealPauseMs);
  }
  throw new BackupRefused("notSealed", "audit.entry");
}

async function isSealed(tx: Reading): Promise<boolean> {
  const { rows } = await sql<{ sealed: boolean }>`
    select (select count(*) from audit.entry) = coalesce((select sum(entries) from audit.seal), 0) as sealed`.execute(
    tx,
  );
  return rows[0]!.sealed;
}

async function writeTables(tx: Tx, folder: string): Promise<BackupContents> {
  const { rows: now } = await sql<{ now: string }>`select transaction_timestamp()::text as now`.execute(tx);
  const { rows: migrations } = await sql<{ name: string; sha256: string }>`
    select name, sha256 from migration.checksum order by name`.execute(tx);
  const tables: BackedUpTable[] = [];
  for (const { table, columns } of await tablesInOrder(tx))
    tables.push({ table, columns, ...(await writeTable(tx, table, columns, fileOf(folder, table))) });
  const { rows: sequences } = await sql<{ name: string; last: string; called: boolean }>`
    select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value, start_value)::text as last, last_value is not null as called
    from pg_sequences where schemaname = any(${schemas}) order by 1`.execute(tx);
  const { rows: seals } = await sql<NonNullable<BackupContents["seal"]>>`
    select seal::text as seal, encode(chain, 'hex') as chain, (select max(last_entry) from audit.seal)::text as "lastEntry"
    from audit.seal order by audit.seal.seal desc limit 1`.execute(tx);
  return { format: 1, takenAt: now[0]!.now, migrations, tables, sequences, seal: seals[0] ?? null };
}

interface Table {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Every table of the fund with the columns that are written to it, each after those that it refers to. */
async function tablesInOrder(tx: Tx): Promise<Table[]> {
  const { rows } = await sql<Table & { refersTo: string[] }>`
    select format('%I.%I', n.nspname, c.relname) as table,
      (select json_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(json_agg(distinct format('%I.%I', fn.nspname, f.relname)), '[]') from pg_constraint k
        join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as "refersTo"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any(${schemas}) and format('%I.%I', n.nspname, c.relname) <> all(${leftOut})
    order by 1`.execute(tx);
  const left = new Map(rows.map((row) => [row.table, row]));
  const ordered: Table[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(({ refersTo }) => refersTo.every((other) => !left.has(other)));
    if (free.length === 0) throw new Error(`Tables refer to each other: ${[...left.keys()].join(", ")}.`);
    for (const { table, columns } of free) {
      ordered.push({ table, columns });
      left.delete(table);
    }
  }
  return ordered;
}

async function writeTable(
  tx: Tx,
  table: string,
  columns: readonly string[],
  file: string,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash("sha256");
  const rows = await withClient(tx, async (client) => {
    const text = client.query(copyTo(`copy ${table} (${columns.join(", ")}) to stdout`));
    await pipeline(
      text,
      hashing(hash),
      createGzip({ level: 1 }),
      createWriteStream(file, { mode: 0o600, flush: true }),
    );
    return text.rowCount;
  });
  return { rows, sha256: hash.digest("hex") };
}

const hashing = (hash: Hash): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });

/** What a folder holds; throws BackupRefused when it is no backup. */
export async function readContents(folder: string): Promise<BackupContents> {
  try {
    const contents = JSON.parse(await readFile(join(folder, contentsFile), "utf8")) as BackupContents;
    if (contents.format === 1 && Array.isArray(contents.tables)) return contents;
  } catch {} // there is none, or it is something else
  throw new BackupRefused("notABackup", folder);
}

/**
 * Fills a database that holds no fund from a backup, all or nothing, and brings it up to this release. Every table must have the
 * rows and the hash that the backup names. Throws BackupRefused.
 */
export async function restoreBackup(
  ownerUrl: string,
  folder: string,
  rolePassword?: string,
): Promise<BackupContents> {
  const contents = await readContents(folder);
  refuseOtherRelease(contents, folder);
  const only = new Set(contents.migrations.map(({ name }) => name));
  await refuseAnotherFund(ownerUrl);
  await migrate(ownerUrl, { only, rolePassword });
  const owner = connect(ownerUrl, "emeritus_owner", { most: 1 });
  try {
    await owner.db.transaction().execute((tx) => loadTables(tx, contents, folder));
    await migrate(ownerUrl, { rolePassword });
    await owner.db.transaction().execute((tx) => noteRestored(tx, contents));
  } finally {
    await owner.close();
  }
  return contents;
}

function refuseOtherRelease({ migrations }: BackupContents, folder: string): void {
  const ours = new Map(readMigrations().map(({ name, sha256 }) => [name, sha256]));
  const other = migrations.find(({ name, sha256 }) => ours.get(name) !== sha256);
  if (other !== undefined) throw new BackupRefused("otherRelease", `${folder}: ${other.name}`);
}

/** Asked as whoever logs in, since an empty server has none of our roles yet. */
async function refuseAnotherFund(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query("select to_regclass('records.fund') is not null as there");
    if (!rows[0].there) return;
    const funds = await client.query("select name from records.fund limit 1");
    if (funds.rows.length > 0) throw new BackupRefused("fundThere", funds.rows[0].name);
  } finally {
    await client.end();
  }
}

async function loadTables(tx: Tx, { tables, sequences }: BackupContents, folder: string): Promise<void> {
  for (const one of tables) {
    const target = sql.raw(one.table);
    await sql`alter table ${target} disable trigger user`.execute(tx);
    await sql`delete from ${target}`.execute(tx); // what a migration put there is in the backup
    await loadTable(tx, one, fileOf(folder, one.table));
    await sql`alter table ${target} enable trigger user`.execute(tx);
  }
  for (const { name, last, called } of sequences)
    await sql`select setval(${name}::regclass, ${last}::bigint, ${called})`.execute(tx);
}

async function loadTable(
  tx: Tx,
  { table, columns, rows, sha256 }: BackedUpTable,
  file: string,
): Promise<void> {
  const hash = createHash("sha256");
  const loaded = await withClient(tx, async (client) => {
    const into = client.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`));
    try {
      await pipeline(createReadStream(file), createGunzip(), hashing(hash), into);
    } catch (error) {
      if (error instanceof DatabaseError) throw scrubbed(error);
      throw new BackupRefused("damaged", file);
    }
    return into.rowCount;
  });
  if (loaded !== rows || hash.digest("hex") !== sha256) throw new BackupRefused("damaged", file);
}

/** The seals of the server that the backup came from end here. */
async function noteRestored(tx: Tx, { takenAt, seal, ...contents }: BackupContents): Promise<void> {
  if (seal === null) return;
  const hash = createHash("sha256")
    .update(JSON.stringify({ ...contents, takenAt, seal }))
    .digest();
  await sql`
    insert into audit.restored (last_seal, last_entry, taken_at, sha256, recorded_from)
    values (${seal.seal}::bigint, ${seal.lastEntry}::bigint, ${takenAt}::timestamptz, ${hash}, clock_timestamp())
    on conflict do nothing`.execute(tx);
}
