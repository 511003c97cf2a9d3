import { describe, expect, test } from "vitest";
import * as e from "./index.ts";
import { necessary } from "./necessary.ts";
import { nodeOf } from "./node.ts";

const born = e.fact.date("born", { least: "1940-01-01", most: "2000-12-31" });
const on = e.fact.date("on", { least: "1950-01-01", most: "2099-12-31" });
const judge = e.fact.condition("judge");
const periods = e.listOf("periods", { from: e.field.date(), to: e.field.date() }, { most: 10 });
const cites = "Act 1";
const age = e.provision.age("age", { cites, means: () => e.ageOn(born, on) });
const served = e.provision.service("served", {
  cites,
  means: () =>
    e.wholeMonths(
      e.unionOver(periods, { from: (p) => p.from, to: (p) => e.earlierOf(p.to, on), reading: "calendar" }),
    ),
});
const longEnough = e.provision.condition("longEnough", { cites, means: () => e.atLeast(served, e.years(5)) });
const open = e.provision.condition("open", {
  cites,
  means: () =>
    e.cases(
      e.when(judge, e.atLeast(served, e.years(2))),
      e.otherwise(
        e.any(
          e.all(longEnough, e.atLeast(age, e.years(62))),
          e.all(
            e.atLeast(served, e.years(10)),
            e.atLeast(age, e.years(50)),
            e.atLeast(e.together(age, served), e.years(80)),
          ),
        ),
      ),
    ),
});
const firstOpen = e.provision.perhaps.date("firstOpen", {
  cites,
  means: () =>
    e.firstMonthWhen({
      from: e.date("1995-01-01"),
      until: e.date("2040-12-31"),
      steady: true,
      holds: (month) => e.supposing([[on, month]], open),
    }),
});
const plan = e.load("ordered", [firstOpen]);

describe("what must hold before a list is read", () => {
  test("is found through provisions, arms and alternatives, and nothing where an alternative needs a list only", () => {
    expect(JSON.stringify(necessary(plan, nodeOf(longEnough)))).toBeUndefined();
    const guard = necessary(plan, nodeOf(open))!;
    expect(guard.op).toBe("cases");
    expect(guard.args[1]).toMatchObject({ op: "constant", value: true });
    expect(guard.args[2]).toMatchObject({ op: "any" });
    expect(guard.args[2]!.args.map((arg) => arg.args.length)).toEqual([1, 1]);
  });

  test("changes no date that a search finds", () => {
    const people = Array.from({ length: 240 }, (_, i): e.Facts => {
      const from = e.addDays(e.parseDate("1960-01-01"), i * 97);
      const period = { from, to: e.addMonths(from, (i * 31) % 420) };
      const recorded = {
        born: e.addDays(e.parseDate("1941-03-01"), i * 61),
        on: "2020-01-01",
        judge: i % 5 === 0,
      };
      return { recorded: { ...recorded, periods: [period] } };
    });
    const program = e.compile(plan, [firstOpen]);
    const kept = program.run(program.columnsOf(people));
    expect(kept.handedOver.size).toBe(0);
    const found = people.map((_, i) => kept.value(firstOpen, i));
    expect(found).toEqual(people.map((facts) => e.explain(plan, facts, firstOpen).value));
    expect(new Set(found).size).toBeGreaterThan(100);
  });
});
