import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  exitOf,
  hasStrace,
  killApplication,
  killDatabase,
  killedAt,
  killingGround,
  pointsOf,
  struck,
  type Effect,
  type KillingGround,
} from "./payroll/killing.ts";
import { askedVersion } from "@emeritus/records/testing.ts";

const LONG = process.env["LONG"] === "1";
const PAYEES = LONG ? 2000 : 200;
const MOMENTS = LONG ? 50 : 3;
const SAMPLE = 4;
const HOUR = 3_600_000;

let ground: KillingGround;
let reference: Effect;
let wholeMs: number;

beforeAll(async () => {
  ground = await killingGround(PAYEES, askedVersion());
  await using trial = await ground.trial();
  const begun = performance.now();
  await trial.finish();
  wholeMs = performance.now() - begun;
  reference = await trial.effect();
}, HOUR);
afterAll(() => ground[Symbol.asyncDispose](), HOUR);

describe("a payroll killed and started again pays 0 twice and 0 never, by a file that is the same to the byte", () => {
  it("has a whole payroll to compare with", () => {
    expect(reference.payees).toBeGreaterThan(PAYEES / 2);
    expect(reference.payments).toBe(reference.payees);
    expect(reference.transfers).toBe(reference.payments + 1);
    expect(reference.unaccounted).toBe(0);
    expect(reference.steps).toBe("calculated approved posted fileReady handedOver");
    expect(reference.files.length).toBe(1);
  });

  it(
    `at ${MOMENTS} random moments: the application, the database, and both`,
    async () => {
      for (let moment = 0; moment < MOMENTS; moment++) {
        const afterMs = Math.random() * wholeMs;
        const strike =
          moment % 3 === 0
            ? killApplication(afterMs)
            : killDatabase(ground.server, afterMs, moment % 3 === 2);
        expect(
          await struck(ground, strike),
          `killed after ${afterMs.toFixed(1)} ms, kind ${moment % 3}`,
        ).toEqual(reference);
      }
    },
    HOUR,
  );

  it(
    "when two run it at once and one is killed",
    async () => {
      for (let round = 0; round < (LONG ? 10 : 1); round++) {
        await using trial = await ground.trial();
        const children = [trial.start(), trial.start(), trial.start()];
        await killApplication(Math.random() * wholeMs)(children[0]!);
        await Promise.all(children.map(exitOf));
        await trial.finish();
        expect(await trial.effect()).toEqual(reference);
      }
    },
    HOUR,
  );

  it.skipIf(!hasStrace())(
    `at ${LONG ? "every" : SAMPLE} system calls by which it reaches outside`,
    async () => {
      const points = await pointsOf(ground);
      expect(points.map(({ call }) => call)).toEqual(
        expect.arrayContaining(["write", "fsync", "rename", "openat"]),
      );
      const chosen = LONG ? points : sampleOf(points);
      for (const point of chosen)
        expect(await killedAt(ground, point), `killed at ${point.call} number ${point.nth}`).toEqual(
          reference,
        );
      if (LONG) console.log(`killed at each of ${points.length} outside-world system calls`);
    },
    HOUR,
  );
});

/** A few points: the renames and syncs, where mistakes hide, and some of the rest. */
function sampleOf<P extends { call: string }>(points: readonly P[]): P[] {
  const rare = points.filter(({ call }) => call === "rename" || call === "fsync");
  const rest = points.filter(({ call }) => call === "write" || call === "openat");
  const some = (list: readonly P[], most: number) =>
    list.filter((_, n) => n % Math.ceil(list.length / most) === 0);
  return [...some(rare, SAMPLE / 2), ...some(rest, SAMPLE / 2)];
}
