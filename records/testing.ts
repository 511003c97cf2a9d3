import { createHash, randomBytes } from "node:crypto";
import { Client } from "pg";
import { connect, urlAs, type Connection, type Db, type DatabaseRole } from "./db.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { testServer, type ServerVersion } from "./test-server.ts";

/** A fresh migrated database of its own, for one test or one file of tests. */
export interface TestDatabase {
  readonly version: ServerVersion;
  /** The address as the server's superuser. */
  readonly url: string;
  /** The application's connection: what operations use. */
  readonly db: Db;
  /** The auditor's connection, which can only look. */
  readonly reader: Db;
  /** The owner's connection, which migrates, creates the fund and rotates keys. */
  readonly owner: Db;
  /** The application's connection with its pool. */
  readonly app: Connection;
  /** The address as another role. */
  urlFor(role: DatabaseRole): string;
  /** Closes the connections and drops the database. */
  dispose(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Which server a test database runs on, and whether it has a fund. */
export interface TestDatabaseOptions {
  /** The server's major version: 18 unless EMERITUS_TEST_PG or this says 15. */
  readonly version?: ServerVersion;
  /** Fund 1, made unless this is null; a demonstration in Chicago unless told otherwise. */
  readonly fund?: { demonstration?: boolean; timeZone?: string } | null;
}

/** The server version that the environment asks for. */
export const askedVersion = (): ServerVersion => (process.env["EMERITUS_TEST_PG"] === "15" ? 15 : 18);

/**
 * The versions that a test of the record itself runs on: the one that the environment asks for, and both where it asks
 * for none. The whole run asks for each in turn.
 */
export const serverVersions: readonly ServerVersion[] =
  process.env["EMERITUS_TEST_PG"] === undefined ? [18, 15] : [askedVersion()];

/** Gives a fresh migrated database with fund 1, copied from a template made once a server (about 40 ms). */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const version = options.version ?? askedVersion();
  const server = await keptServer(version);
  const template = await templateOn(server);
  const name = `t${randomBytes(6).toString("hex")}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = withDatabase(server, name);
  const connections = (["emeritus_app", "emeritus_reader"] as const).map((role) =>
    connect(urlAs(url, role), role),
  );
  const [app, reader] = connections as [Connection, Connection];
  const owner = connect(url, "emeritus_owner", { most: 3 });
  if (options.fund !== null) await makeFund(owner.db, options.fund ?? {});
  const dispose = async () => {
    await Promise.all([app, reader, owner].map((connection) => connection.close()));
    await onServer(server, `drop database ${name} with (force)`);
  };
  const urlFor = (role: DatabaseRole) => (role === "emeritus_owner" ? url : urlAs(url, role));
  return {
    version,
    url,
    db: app.db,
    reader: reader.db,
    owner: owner.db,
    app,
    urlFor,
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

/** A new empty database, not migrated, for tests of migration and of first starts. */
export async function emptyDatabase(
  version: ServerVersion = askedVersion(),
): Promise<{ url: string; dispose(): Promise<void> }> {
  const server = await keptServer(version);
  const name = `e${randomBytes(6).toString("hex")}`;
  await onServer(server, `create database ${name}`);
  return {
    url: withDatabase(server, name),
    dispose: () => onServer(server, `drop database ${name} with (force)`),
  };
}

async function makeFund(
  owner: Db,
  { demonstration = true, timeZone = "America/Chicago" }: { demonstration?: boolean; timeZone?: string },
): Promise<void> {
  await owner
    .insertInto("records.fund")
    .values({ fund: 1, name: "Demonstration fund", time_zone: timeZone, demonstration })
    .execute();
}

const withDatabase = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

async function onServer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const kept = new Map<ServerVersion, Promise<string>>();

/** One idle connection a process tells the server's keeper that somebody is still there. */
function keptServer(version: ServerVersion): Promise<string> {
  const known = kept.get(version);
  if (known) return known;
  const found = (async () => {
    const url = await testServer(version);
    const client = new Client({ connectionString: url });
    client.on("error", () => {}); // the server is gone; the next database says so
    await client.connect();
    (client as Client & { unref(): void }).unref(); // it must not keep the process alive
    return url;
  })();
  kept.set(version, found);
  return found;
}

const templates = new Map<string, Promise<string>>();
const templateLock = 7_301_002;

function templateOn(server: string): Promise<string> {
  const files = readMigrations();
  const hash = createHash("sha256")
    .update(files.map((file) => file.sha256).join())
    .digest("hex")
    .slice(0, 12);
  const key = `${server} ${hash}`;
  const known = templates.get(key) ?? makeTemplate(server, `template_${hash}`);
  templates.set(key, known);
  return known;
}

async function makeTemplate(server: string, name: string): Promise<string> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [templateLock]);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount) return name;
    await client.query(`drop database if exists ${name}_unfinished with (force)`);
    await client.query(`create database ${name}_unfinished`);
    await migrate(withDatabase(server, `${name}_unfinished`));
    await client.query(`alter database ${name}_unfinished rename to ${name}`);
    return name;
  } finally {
    await client.end();
  }
}
