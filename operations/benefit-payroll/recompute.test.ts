import { describe, expect, it } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import { reasons, type Change } from "./items.ts";
import { MOST_RECOMPUTED, OTHERS_RECOMPUTED, placesToRecompute } from "./recompute.ts";

const count = 10_000;
const roll = { count, benefit: Int32Array.from({ length: count }, (_, at) => at + 1) };
const itemsWith = (changed: readonly (readonly [number, Change])[], reason = new Uint8Array(count)) => ({
  reason,
  changed: new Map(changed.map(([at, change]) => [at, new Map([[change, 100]])] as const)),
});
const nobody = new Map<number, number>();

describe("whom a run recomputes", () => {
  it("takes everyone new, ended, changed or settled, and a sample of the others", () => {
    const items = itemsWith([
      [3, "newPayee"],
      [4, "ended"],
      [5, "popUp"],
      [6, "corrected"],
    ]);
    const places = placesToRecompute(roll, items, new Map([[7, parseDate("2026-01-01")]]), 12);
    expect(places).toEqual(expect.arrayContaining([3, 4, 5, 6, 7]));
    expect(places.length).toBe(5 + OTHERS_RECOMPUTED);
    expect(new Set(places).size).toBe(places.length);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("is the same for the same run and another for the next", () => {
    const items = itemsWith([]);
    expect(placesToRecompute(roll, items, nobody, 12)).toEqual(placesToRecompute(roll, items, nobody, 12));
    const next = new Set(placesToRecompute(roll, items, nobody, 13));
    const both = placesToRecompute(roll, items, nobody, 12).filter((at) => next.has(at));
    expect(both.length).toBeLessThan(OTHERS_RECOMPUTED / 4);
  });

  it("does not seek out yearly increases, nor who waits for a rate", () => {
    const reason = new Uint8Array(count);
    const waiting = Array.from({ length: 800 }, (_, at) => [at, "newlyHeld"] as const);
    for (const [at] of waiting) reason[at] = reasons.indexOf("rateAwaited");
    const risen = Array.from({ length: 900 }, (_, at) => [at + 800, "yearlyIncrease"] as const);
    const places = placesToRecompute(roll, itemsWith([...waiting, ...risen], reason), nobody, 12);
    expect(places.length).toBe(OTHERS_RECOMPUTED);
  });

  it("takes no more than the most, and then still some of the others", () => {
    const everyone = Array.from({ length: 9_000 }, (_, at) => [at, "newPayee"] as const);
    const places = placesToRecompute(roll, itemsWith(everyone), nobody, 12);
    expect(places.length).toBe(MOST_RECOMPUTED);
    expect(places.filter((at) => at >= 9_000).length).toBe(OTHERS_RECOMPUTED);
  });

  it("takes everybody of a small fund", () => {
    const small = { count: 40, benefit: roll.benefit.subarray(0, 40) };
    expect(placesToRecompute(small, itemsWith([[3, "newPayee"]]), nobody, 12).length).toBe(40);
  });
});
