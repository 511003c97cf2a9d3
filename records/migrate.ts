import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Kysely, PostgresDialect, sql } from "kysely";
import { Migrator, type Migration, type MigrationProvider } from "kysely/migration";
import { Client, Pool, escapeLiteral } from "pg";
import { poolConfig } from "./db.ts";

/** A migration file: its name without `.sql`, its text and the SHA-256 of it. */
export interface MigrationFile {
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

/** A migration that cannot be run or trusted; the message is one plain sentence. */
export class MigrationRefused extends Error {
  override name = "MigrationRefused";
}

/** What a migration run did: the names applied now, in order. */
export interface Migrated {
  readonly applied: readonly string[];
}

/** Where our own migrations lie. */
export const migrationsFolder: string = new URL("./migrations", import.meta.url).pathname;

const forbidden =
  /^\s*(begin|commit|rollback|start\s+transaction|end)\s*(work|transaction)?\s*;|\bconcurrently\b/im;

/** Reads and checks the numbered files of a folder. A file that ends its transaction itself could half apply, so it is refused. */
export function readMigrations(folder: string = migrationsFolder): MigrationFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .toSorted();
  const numbers = new Set<string>();
  return names.map((file) => {
    const number = /^([0-9]{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1];
    if (number === undefined)
      throw new MigrationRefused(`The migration ${file} is not named NNNN-words.sql.`);
    if (numbers.has(number)) throw new MigrationRefused(`Two migrations have the number ${number}.`);
    numbers.add(number);
    const text = readFileSync(`${folder}/${file}`, "utf8");
    const found = forbidden.exec(withoutBodiesAndComments(text));
    if (found)
      throw new MigrationRefused(
        `The migration ${file} says "${found[0].trim()}", which could leave it half applied.`,
      );
    return {
      name: file.slice(0, -".sql".length),
      text,
      sha256: createHash("sha256").update(text).digest("hex"),
    };
  });
}

const withoutBodiesAndComments = (text: string): string =>
  text
    .replaceAll(/(\$[a-z]*\$)[\s\S]*?\1/g, "''")
    .replaceAll(/--.*$/gm, "")
    .replaceAll(/'(?:[^']|'')*'/g, "''");

interface ChecksumTable {
  "migration.checksum": { name: string; sha256: string };
}

/** Where the files lie, what the roles log in with, and which files to stop at: a backup's, before it is loaded. */
interface MigrateOptions {
  readonly folder?: string;
  readonly rolePassword?: string | undefined;
  readonly only?: ReadonlySet<string>;
}

/**
 * Brings a database up to date: creates the roles where absent, then runs the files not yet applied, all in one
 * transaction. Safe with several starters and after a kill. `rolePassword` lets the application and the reader log in with
 * it. Throws MigrationRefused when an applied file is missing or edited.
 */
export async function migrate(
  url: string,
  { folder = migrationsFolder, rolePassword, only }: MigrateOptions = {},
): Promise<Migrated> {
  const files = readMigrations(folder).filter(({ name }) => only === undefined || only.has(name));
  await prepare(url, rolePassword);
  const pool = new Pool({ ...poolConfig(url, "emeritus_owner"), max: 2 });
  pool.on("error", () => {}); // a lost connection shows in the query that used it
  const db = new Kysely<ChecksumTable>({ dialect: new PostgresDialect({ pool }) });
  try {
    await refuseChanged(db, files);
    const migrator = new Migrator({
      db,
      provider: providerOf(files),
      migrationTableSchema: "migration",
      allowUnorderedMigrations: true,
    });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    await refuseChanged(db, files);
    return {
      applied: results.filter((result) => result.status === "Success").map((result) => result.migrationName),
    };
  } finally {
    await db.destroy();
  }
}

/** The names of the files that `migrate` would still apply; empty when the database is up to date. Changes nothing. */
export async function pendingMigrations(url: string, folder: string = migrationsFolder): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("select to_regclass('migration.checksum') is not null as there");
    if (!rows[0].there) return readMigrations(folder).map((file) => file.name);
    const applied = await client.query("select name from migration.checksum");
    const names = new Set(applied.rows.map((row) => row.name));
    return readMigrations(folder)
      .map((file) => file.name)
      .filter((name) => !names.has(name));
  } finally {
    await client.end();
  }
}

function providerOf(files: readonly MigrationFile[]): MigrationProvider {
  const one = (file: MigrationFile): Migration => ({
    up: async (db) => {
      await sql.raw(file.text).execute(db);
      await db.insertInto("migration.checksum").values({ name: file.name, sha256: file.sha256 }).execute();
    },
  });
  return { getMigrations: async () => Object.fromEntries(files.map((file) => [file.name, one(file)])) };
}

async function refuseChanged(db: Kysely<ChecksumTable>, files: readonly MigrationFile[]): Promise<void> {
  const known = new Map(files.map((file) => [file.name, file.sha256]));
  for (const applied of await db.selectFrom("migration.checksum").selectAll().execute()) {
    const now = known.get(applied.name);
    if (now === undefined)
      throw new MigrationRefused(
        `The database was migrated with ${applied.name}.sql, which is missing here.`,
      );
    if (now !== applied.sha256)
      throw new MigrationRefused(`The migration ${applied.name}.sql was edited after it had been applied.`);
  }
}

const prepareLock = 7_301_001;

/** What needs the log-in's own rights: the roles, their rights in this database, and the extensions. */
async function prepare(url: string, rolePassword: string | undefined): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [prepareLock]);
    await client.query(rolesAndRights);
    if (rolePassword !== undefined) await setPasswords(client, rolePassword);
    await client.query("commit");
  } finally {
    await client.end();
  }
}

async function setPasswords(client: Client, password: string): Promise<void> {
  for (const role of ["emeritus_app", "emeritus_reader"])
    await client.query(`alter role ${role} password ${escapeLiteral(password)}`);
}

const rolesAndRights = `
do $$
declare r text; d text := current_database();
begin
  foreach r in array array['emeritus_owner nologin', 'emeritus_app login', 'emeritus_reader login'] loop
    begin
      if not exists (select from pg_roles where rolname = split_part(r, ' ', 1)) then execute 'create role ' || r; end if;
    exception when duplicate_object or unique_violation then null; -- another database of this server made it just now
    end;
  end loop;
  foreach r in array array['emeritus_owner', 'emeritus_app', 'emeritus_reader'] loop
    if not pg_has_role(current_user, r, 'member') then execute format('grant %I to %I', r, current_user); end if;
    if not has_database_privilege(r, d, 'connect') then execute format('grant connect on database %I to %I', d, r); end if;
  end loop;
  if not has_database_privilege('emeritus_owner', d, 'create') then execute format('grant create on database %I to emeritus_owner', d); end if;
  if not has_database_privilege('emeritus_app', d, 'temporary') then execute format('grant temporary on database %I to emeritus_app', d); end if;
end $$;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;
do $$
begin
  if has_schema_privilege('public', 'public', 'create') then revoke create on schema public from public; end if;
end $$;
create schema if not exists migration authorization emeritus_owner;
set local role emeritus_owner;
create table if not exists migration.checksum (name text primary key, sha256 text not null, applied timestamptz not null default clock_timestamp());
reset role;
`;
