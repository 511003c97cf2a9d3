import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import { command, KeyReused } from "./command.ts";
import { nextNumber } from "./person.ts";
import { serverVersions, testDatabase, type TestDatabase } from "./testing.ts";

const fund = 1;
const actor = { account: "tester" };

for (const version of serverVersions)
  describe(`commands on PostgreSQL ${version}`, () => {
    let t: TestDatabase;
    beforeAll(async () => {
      t = await testDatabase({ version });
    });
    afterAll(() => t.dispose());

    const addPerson = (key: string, request: unknown, more: () => Promise<void> = async () => {}) =>
      command(t.db, { fund, actor, key, name: "addPerson", request }, async (tx, instant) => {
        const person = await nextNumber(tx, "records.person_number");
        await tx
          .insertInto("records.person")
          .values({ fund, person, member_id: String(10_000_000 + person), recorded_from: instant })
          .execute();
        await more();
        return { person, cents: 5n };
      });
    const persons = async () => (await t.db.selectFrom("records.person").select("person").execute()).length;

    test("the same key gives the first answer and has one effect", async () => {
      const key = randomUUID();
      const before = await persons();
      const first = await addPerson(key, { a: 1 });
      expect(await addPerson(key, { a: 1 })).toEqual(first);
      expect(first.cents).toBe(5n);
      expect(await persons()).toBe(before + 1);
    });

    test("the same key with another request, or for another operation, is refused", async () => {
      const key = randomUUID();
      await addPerson(key, { a: 1 });
      await expect(addPerson(key, { a: 2 })).rejects.toBeInstanceOf(KeyReused);
      await expect(
        command(t.db, { fund, actor, key, name: "other", request: { a: 1 } }, async () => 1),
      ).rejects.toBeInstanceOf(KeyReused);
    });

    test("two accounts may use one key without knowing of each other", async () => {
      const key = randomUUID();
      const first = await addPerson(key, {});
      const other = await command(
        t.db,
        { fund, actor: { account: "other" }, key, name: "look", request: {} },
        async () => "mine",
      );
      expect([first.cents, other]).toEqual([5n, "mine"]);
    });

    test("a refusal is an answer that stays; a defect leaves nothing, not even the key", async () => {
      const refusedKey = randomUUID();
      let asked = 0;
      const refuse = () =>
        command(t.db, { fund, actor, key: refusedKey, name: "refuse", request: {} }, async () => ({
          refused: { code: "tooEarly", times: ++asked },
        }));
      expect(await refuse()).toEqual({ refused: { code: "tooEarly", times: 1 } });
      expect(await refuse()).toEqual({ refused: { code: "tooEarly", times: 1 } });

      const key = randomUUID();
      const before = await persons();
      await expect(addPerson(key, {}, () => Promise.reject(new Error("a defect")))).rejects.toThrow(
        "a defect",
      );
      expect(await persons()).toBe(before);
      expect((await addPerson(key, { now: "another" })).person).toBeGreaterThan(0);
    });

    test("100 keys given 8 times at once, a fifth of them with a defect, have 100 effects and one answer each", async () => {
      const before = await persons();
      const keys = Array.from({ length: 100 }, () => randomUUID());
      const failing = new Set<string>();
      const answers = new Map<string, Set<number>>();
      const give = async (key: string) => {
        for (;;) {
          try {
            const { person } = await addPerson(key, { key }, async () => {
              if (Math.random() < 0.2) throw new Error("a defect");
            });
            answers.set(key, (answers.get(key) ?? new Set()).add(person));
            return;
          } catch (error) {
            if ((error as Error).message !== "a defect") throw error;
            failing.add(key);
          }
        }
      };
      await Promise.all(keys.flatMap((key) => Array.from({ length: 8 }, () => give(key))));
      expect(await persons()).toBe(before + 100);
      expect([...answers.values()].every((persons) => persons.size === 1)).toBe(true);
      expect(failing.size).toBeGreaterThan(0);
    });

    test("each command has one audit entry, with who, what, on whom and why, and its own instant", async () => {
      const key = randomUUID();
      await command(
        t.db,
        { fund, actor, key, name: "look", request: {}, persons: [7], because: "asked by phone" },
        async (_tx, _instant, note) => {
          note({ facts: { pages: 2 } });
        },
      );
      const entries = await t.db.selectFrom("audit.entry").selectAll().where("key", "=", key).execute();
      expect(entries).toMatchObject([
        { person: 7, actor: "tester", action: "look", because: "asked by phone", facts: '{"pages":2}' },
      ]);
      const given = await t.db
        .selectFrom("audit.command")
        .select("recorded_from")
        .where("key", "=", key)
        .executeTakeFirstOrThrow();
      expect(given.recorded_from).toBe(entries[0]!.recorded_from);
    });

    test("commands on one person follow each other, so that none meets a later version", async () => {
      const { person } = await addPerson(randomUUID(), {});
      const born = (day: string) =>
        command(
          t.db,
          { fund, actor, key: randomUUID(), name: "recordBirth", request: { day }, persons: [person] },
          async (tx, instant) => {
            await tx
              .updateTable("records.person_birth")
              .set({ recorded_to: instant })
              .where("person", "=", person)
              .where("recorded_to", "=", "infinity")
              .execute();
            await tx
              .insertInto("records.person_birth")
              .values({ fund, person, born: day, recorded_from: instant })
              .execute();
          },
        );
      await Promise.all(
        Array.from({ length: 20 }, (_, n) => born(`1970-01-${String(n + 1).padStart(2, "0")}`)),
      );
      const { rows } = await sql<{ versions: number; open: number }>`
        select count(*)::int as versions, (count(*) filter (where recorded_to = 'infinity'))::int as open from records.person_birth where person = ${person}`.execute(
        t.db,
      );
      expect(rows[0]).toEqual({ versions: 20, open: 1 });
    });
  });

test("canonical JSON does not depend on the order of keys, and gives back what it was given", () => {
  const value = { b: [1, null, "ü\n"], a: { cents: 12_345_678_901_234_567_890n, none: undefined } };
  expect(canonicalJson(value)).toBe('{"a":{"cents":{"$int":"12345678901234567890"}},"b":[1,null,"ü\\n"]}');
  expect(fromCanonicalJson(canonicalJson(value))).toEqual({
    b: [1, null, "ü\n"],
    a: { cents: 12_345_678_901_234_567_890n },
  });
  expect(() => canonicalJson({ at: new Date() })).toThrow("Date");
  expect(() => canonicalJson(Number.NaN)).toThrow("finite");
});
