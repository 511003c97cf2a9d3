import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync, appendFileSync } from "node:fs";
import { execFile, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { connect, urlAs } from "./db.ts";
import { migrate, MigrationRefused, migrationsFolder, pendingMigrations, readMigrations } from "./migrate.ts";
import { emptyDatabase, serverVersions } from "./testing.ts";

const folder = mkdtempSync("/tmp/migrations-");
const count = readMigrations().length;

beforeEach(() => {
  rmSync(folder, { recursive: true });
  cpSync(migrationsFolder, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("migration files", () => {
  test.each([
    "begin;",
    "commit;",
    "COMMIT ;",
    "rollback;",
    "start transaction;",
    "create index concurrently i on t (a);",
    "end;",
  ])("a file that says %s is refused, since it could be left half applied", (words) => {
    writeFileSync(`${folder}/9001-bad.sql`, `create table t (a int);\n${words}\n`);
    expect(() => readMigrations(folder)).toThrow(MigrationRefused);
  });

  test("the same words in a comment, a text or the body of a function are no harm", () => {
    writeFileSync(
      `${folder}/9001-good.sql`,
      "-- commit;\nselect 'rollback;';\ndo $$\nbegin\n perform 1;\nend;\n$$;\n",
    );
    expect(readMigrations(folder).length).toBe(count + 1);
  });

  test("a name out of order or a number used twice is refused", () => {
    writeFileSync(`${folder}/9001-one.sql`, "select 1;");
    writeFileSync(`${folder}/9001-two.sql`, "select 1;");
    expect(() => readMigrations(folder)).toThrow("Two migrations have the number 9001");
    rmSync(`${folder}/9001-two.sql`);
    writeFileSync(`${folder}/Add things.sql`, "select 1;");
    expect(() => readMigrations(folder)).toThrow("is not named NNNN-words.sql");
  });
});

for (const version of serverVersions)
  describe(`migrating on PostgreSQL ${version}`, () => {
    test("several starters at once: one applies each file, the others wait and find it done", async () => {
      const { url, dispose } = await emptyDatabase(version);
      const done = await Promise.all([migrate(url), migrate(url), migrate(url)]);
      expect(done.map((one) => one.applied.length).toSorted((a, b) => a - b)).toEqual([0, 0, count]);
      expect(await pendingMigrations(url)).toEqual([]);
      expect((await migrate(url)).applied).toEqual([]);
      await dispose();
    });

    test("an applied file that was edited or is missing is refused, and nothing is changed", async () => {
      const { url, dispose } = await emptyDatabase(version);
      await migrate(url, { folder });
      const first = readMigrations(folder)[0]!.name;
      appendFileSync(`${folder}/${first}.sql`, "-- edited\n");
      writeFileSync(`${folder}/9001-later.sql`, "create table records.later (a int);");
      await expect(migrate(url, { folder })).rejects.toThrow(`${first}.sql was edited`);
      rmSync(`${folder}/${first}.sql`);
      await expect(migrate(url, { folder })).rejects.toThrow(`${first}.sql, which is missing`);
      expect(await pendingMigrations(url, folder)).toEqual(["9001-later"]);
      await dispose();
    });

    test("a file that fails leaves nothing of itself or of its companions", async () => {
      const { url, dispose } = await emptyDatabase(version);
      await migrate(url, { folder });
      writeFileSync(`${folder}/9001-good.sql`, "create table records.good (a int);");
      writeFileSync(`${folder}/9002-bad.sql`, "create table records.bad (a int); select 1 / 0;");
      await expect(migrate(url, { folder })).rejects.toThrow("division by zero");
      expect(await pendingMigrations(url, folder)).toEqual(["9001-good", "9002-bad"]);
      writeFileSync(`${folder}/9002-bad.sql`, "create table records.bad (a int);");
      expect((await migrate(url, { folder })).applied).toEqual(["9001-good", "9002-bad"]);
      await dispose();
    });

    test("killed at any moment, all or nothing is there, and the next start completes it", async () => {
      const { url, dispose } = await emptyDatabase(version);
      const program = `import { migrate } from ${JSON.stringify(new URL("./migrate.ts", import.meta.url).href)}; await migrate(${JSON.stringify(url)});`;
      for (const wait of [150, 250, 350, 450, 550]) {
        const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", program], {
          stdio: "ignore",
        });
        await sleep(wait);
        child.kill("SIGKILL");
        await new Promise((resolve) =>
          child.exitCode === null && child.signalCode === null
            ? child.once("exit", resolve)
            : resolve(undefined),
        );
        expect([0, count]).toContain((await pendingMigrations(url)).length);
      }
      await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "-e", program]);
      expect(await pendingMigrations(url)).toEqual([]);
      await dispose();
    });

    test("all funds of a database are demonstrations or none is, and a fund never changes", async () => {
      const { url, dispose } = await emptyDatabase(version);
      await migrate(url);
      const owner = connect(url, "emeritus_owner");
      const make = (fund: number, demonstration: boolean) =>
        owner.db
          .insertInto("records.fund")
          .values({ fund, name: "F", time_zone: "America/Chicago", demonstration })
          .execute();
      await make(1, false);
      await expect(make(2, true)).rejects.toMatchObject({ code: "23P01" });
      await make(2, false);
      await expect(owner.pool.query("update records.fund set demonstration = true")).rejects.toThrow(
        "never changed",
      );
      await expect(owner.pool.query("delete from records.fund")).rejects.toThrow("never changed");
      await owner.close();
      await dispose();
    });

    test("a password given at migration lets the application log in by itself", async () => {
      const { url, dispose } = await emptyDatabase(version);
      await migrate(url, { rolePassword: "it's a secret" });
      const app = connect(urlAs(url, "emeritus_app", "it's a secret"), "emeritus_app");
      expect((await app.pool.query("select current_user, session_user")).rows).toEqual([
        { current_user: "emeritus_app", session_user: "emeritus_app" },
      ]);
      await app.close();
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query("alter role emeritus_app password null");
      await client.end();
      await dispose();
    });
  });

test("the migrations are read as they lie in the folder", () => {
  for (const { name, text } of readMigrations())
    expect(readFileSync(`${migrationsFolder}/${name}.sql`, "utf8")).toBe(text);
});
