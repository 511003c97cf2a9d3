import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { emptyDatabase, testDatabase } from "@emeritus/records/testing.ts";
import pg from "pg";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { databasePid, freePort, Program } from "./program.ts";

const parent = mkdtempSync(join(tmpdir(), "emeritus-start-"));
chmodSync(parent, 0o755);
const homes: string[] = [];
const running = new Set<Program>();

const newHome = (): string => {
  const home = join(parent, `home-${homes.length}`);
  homes.push(home);
  return home;
};

function start(
  environment: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = ["start"],
): Program {
  const program = new Program(args, { EMERITUS_DEMO_PEOPLE: "30", ...environment });
  running.add(program);
  void program.ended.then(() => running.delete(program));
  return program;
}

async function ready(environment: Readonly<Record<string, string>>): Promise<Program> {
  const program = start(environment);
  await program.says("Emeritus is ready");
  return program;
}

const health = async (port: string) => {
  const answer = await fetch(`http://localhost:${port}/healthz`);
  return { status: answer.status, body: (await answer.json()) as { status: string; demonstration: boolean } };
};

const sentence = async (program: Program): Promise<string> => {
  expect(await program.ended).toBe(1);
  const said = program.output.trim();
  expect(said.split("\n")).toHaveLength(1);
  return said;
};

/** How many times more work this machine has now than it has processors for; one at least. */
const crowding = (): number => Math.max(1, loadavg()[0]! / availableParallelism());

function endDatabaseOf(home: string): void {
  const pid = databasePid(home);
  if (pid === undefined) return;
  try {
    process.kill(pid, "SIGQUIT");
  } catch {} // it had ended
}

afterEach(async () => {
  for (const program of running) await program.end("SIGKILL");
});

afterAll(async () => {
  for (const home of homes) endDatabaseOf(home);
  await pause(500);
  rmSync(parent, { recursive: true, force: true });
});

/** The folder of a fund that was made, served and stopped in order. */
const servedBefore = newHome();

describe("start and stop", () => {
  const home = servedBefore;

  test("a first start makes the demonstration, serves it, prints a sign-in for each role, and stops with its database", async () => {
    const port = await freePort();
    const program = await ready({ EMERITUS_HOME: home, PORT: port });
    expect(await health(port)).toEqual({
      status: 200,
      body: expect.objectContaining({ status: "ok", demonstration: true }),
    });
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(200);
    await program.says("Ctrl-C stops it.");
    for (const account of [
      "maria",
      "rivers",
      "counselor",
      "verifier",
      "preparer",
      "releaser",
      "auditor",
      "administrator",
    ])
      expect(program.output).toMatch(new RegExp(`^ {2}${account} .* [A-Z2-7]{32}$`, "m"));
    expect(program.output).toContain(`http://localhost:${port}`);
    expect(await program.end("SIGINT")).toBe(0);
    expect(databasePid(home)).toBeUndefined();
  });

  test("a second start loads nothing again and serves within five seconds", async () => {
    const port = await freePort();
    const began = performance.now();
    const program = await ready({ EMERITUS_HOME: home, PORT: port });
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(5_000 * crowding());
    expect(program.output).not.toContain("Loading");
    expect(await program.end()).toBe(0);
  });

  test("a second program on the same folder is refused while the first serves, and does not disturb it", async () => {
    const port = await freePort();
    const first = await ready({ EMERITUS_HOME: home, PORT: port });
    expect(await sentence(start({ EMERITUS_HOME: home, PORT: await freePort() }))).toContain(
      "already running",
    );
    expect((await health(port)).status).toBe(200);
    expect(await first.end()).toBe(0);
  });

  test("a command opens the fund beside a program that serves it, and leaves its database alone", async () => {
    const port = await freePort();
    const program = await ready({ EMERITUS_HOME: home, PORT: port });
    const doctor = start({ EMERITUS_HOME: home }, ["doctor"]);
    expect(await doctor.ended).toBe(0);
    expect((await health(port)).status).toBe(200);
    expect(await program.end()).toBe(0);
  });
});

describe("recovery", () => {
  test("after a kill of the program, of the database, and of both, the next start recovers by itself", async () => {
    const home = newHome();
    const port = await freePort();
    const first = await ready({ EMERITUS_HOME: home, PORT: port });
    await first.end("SIGKILL");
    expect(databasePid(home)).toBeDefined();

    const second = await ready({ EMERITUS_HOME: home, PORT: port });
    expect(second.output).toContain("taken over");
    expect((await health(port)).status).toBe(200);
    process.kill(databasePid(home)!, "SIGKILL");
    await second.end("SIGKILL");

    const third = await ready({ EMERITUS_HOME: home, PORT: port });
    expect((await health(port)).status).toBe(200);
    process.kill(databasePid(home)!, "SIGKILL");
    await third.says("Starting it again");
    await expect.poll(async () => (await health(port)).status, { timeout: 30_000 }).toBe(200);
    expect(await third.end(), third.output).toBe(0);
    expect(third.output).toContain("Stopped.");
    expect(third.output).not.toContain("held the program");
    expect(databasePid(home)).toBeUndefined();
  });

  test("a demonstration whose loading was killed is loaded whole by the next start", async () => {
    const home = newHome();
    const port = await freePort();
    const first = start({ EMERITUS_HOME: home, PORT: port, EMERITUS_DEMO_PEOPLE: "400" });
    await first.says("Loading");
    await pause(400);
    await first.end("SIGKILL");
    const second = await ready({ EMERITUS_HOME: home, PORT: port });
    expect(second.output).toContain("Loading");
    expect(await second.end()).toBe(0);
    const again = start({ EMERITUS_HOME: home }, ["demo", "--people", "30"]);
    expect(await again.ended).toBe(0);
    expect(again.output).toContain("already holds");
  });
});

describe("what stops a start is told in one sentence", () => {
  test("a busy port", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    expect(await sentence(start({ EMERITUS_HOME: newHome(), PORT: String(port) }))).toContain(
      `Port ${port} is in use`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  test("a port and a date that are none", async () => {
    expect(await sentence(start({ EMERITUS_HOME: newHome(), PORT: "eighty" }))).toContain(
      "Port eighty cannot be used",
    );
    expect(await sentence(start({ EMERITUS_HOME: newHome(), EMERITUS_TODAY: "2026-02-30" }))).toContain(
      "which is no date",
    );
  });

  test("a folder that cannot be written", async () => {
    const file = join(parent, "a-file");
    writeFileSync(file, "");
    const program = start({ EMERITUS_HOME: join(file, "data"), PORT: await freePort() });
    expect(await sentence(program)).toContain("cannot be written");
  });

  test("a DATABASE_URL that leads nowhere", async () => {
    const nobody = await freePort();
    const asked = { EMERITUS_HOME: newHome(), PORT: await freePort() };
    const at = (url: string) => sentence(start({ ...asked, DATABASE_URL: url }));
    expect(await at(`postgres://someone:secret@127.0.0.1:${nobody}/fund`)).toContain(
      `no server listens at 127.0.0.1:${nobody}`,
    );
    expect(await at("fund")).toContain("not an address");
    const empty = await emptyDatabase();
    const absent = new URL(empty.url);
    absent.pathname = "/nothing_here";
    expect(await at(absent.href)).toContain('no database "nothing_here"');
    await empty.dispose();
  });

  test("a database that holds something else", async () => {
    const other = await emptyDatabase();
    await onServer(other.url, "create table somebody_elses (a int)");
    const program = start({
      EMERITUS_HOME: newHome(),
      PORT: await freePort(),
      DATABASE_URL: other.url,
      EMERITUS_DEMO: "1",
    });
    expect(await sentence(program)).toContain("holds other tables");
    await other.dispose();
  });

  test("a migration that is unknown, and one that cannot be finished", async () => {
    const home = newHome();
    const changed = await testDatabase();
    await onServer(changed.url, "update migration.checksum set sha256 = 'x' where name like '0001%'");
    const asked = { EMERITUS_HOME: home, PORT: await freePort() };
    expect(await sentence(start({ ...asked, DATABASE_URL: changed.url }))).toContain("changed after it ran");
    await changed.dispose();
    const half = await testDatabase();
    await onServer(
      half.url,
      "delete from migration.checksum where name like '0040%'; delete from migration.kysely_migration where name like '0040%'",
    );
    expect(await sentence(start({ ...asked, DATABASE_URL: half.url }))).toContain("between two versions");
    await half.dispose();
  });

  test("a key file that is missing, open to others, or of another database", async () => {
    const home = servedBefore;
    const port = await freePort();
    const keys = join(home, "keys.json");
    renameSync(keys, `${keys}.kept`);
    expect(await sentence(start({ EMERITUS_HOME: home, PORT: port }))).toContain(
      `key file ${keys} is missing`,
    );
    writeFileSync(keys, JSON.stringify({ cipher: { 1: "ab".repeat(32) }, lookup: { 1: "cd".repeat(32) } }), {
      mode: 0o600,
    });
    expect(await sentence(start({ EMERITUS_HOME: home, PORT: port }))).toContain(
      "do not open what this database holds",
    );
    renameSync(`${keys}.kept`, keys);
    chmodSync(keys, 0o644);
    expect(await sentence(start({ EMERITUS_HOME: home, PORT: port }))).toContain("set its mode to 600");
  });
});

describe("a demonstration is one from its creation, or never", () => {
  test("an empty database of DATABASE_URL is a real fund unless EMERITUS_DEMO=1 says otherwise, and stays one", async () => {
    const real = await emptyDatabase();
    const asked = { EMERITUS_HOME: newHome(), PORT: await freePort(), DATABASE_URL: real.url };
    const program = await ready(asked);
    expect((await health(asked.PORT)).body.demonstration).toBe(false);
    expect(program.output).not.toContain("Sign-ins");
    expect(await program.end()).toBe(0);
    expect(await sentence(start({ ...asked, EMERITUS_DEMO: "1" }))).toContain(
      "EMERITUS_DEMO=1 works only on",
    );
    expect(await sentence(start({ ...asked, EMERITUS_TODAY: "2027-07-01" }))).toContain(
      "EMERITUS_TODAY works only on",
    );
    expect(await sentence(start(asked, ["demo"]))).toContain("emeritus demo works only on");
    await real.dispose();
  });

  test("EMERITUS_TODAY moves the calendar of a demonstration, and the start says so", async () => {
    const demonstration = await emptyDatabase();
    const home = newHome();
    mkdirSync(home);
    const asked = {
      EMERITUS_HOME: home,
      PORT: await freePort(),
      DATABASE_URL: demonstration.url,
      EMERITUS_DEMO: "1",
    };
    const program = await ready({ ...asked, EMERITUS_TODAY: "2027-07-01" });
    expect(program.output).toContain("2027-07-01");
    expect((await health(asked.PORT)).body.demonstration).toBe(true);
    expect(await program.end()).toBe(0);
    await demonstration.dispose();
  });
});

async function onServer(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statements);
  await client.end();
}
