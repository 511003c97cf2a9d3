import { describe, expect, test } from "vitest";
import {
  fileOf,
  importsOf,
  isTest,
  manifestOf,
  rings,
  sourceFiles,
  workspaceOf,
  workspaces,
} from "./import-graph.ts";
import type { Import } from "./import-graph.ts";

const all = workspaces();
const files = all.flatMap(({ folder }) => sourceFiles(folder));
const imports = files.flatMap((file) => importsOf(file));
const homeOf = (file: string) => all.find(({ folder }) => file.startsWith(`${folder}/`))!;
const arrow = ({ from, names }: Import) => `${from} imports ${names}`;
const outside = ({ names }: Import) => !names.startsWith(".") && !workspaceOf(names, all);
const packageOf = (names: string) => /^(?:@[^/]+\/)?[^/]+/.exec(names)![0];

/** Which workspace may import which; a folder's own package.json says the same, and the tests below hold both. */
const design: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  law: ["engine"],
  words: ["engine", "law"],
  records: ["engine"],
  ports: ["engine"],
  adapters: ["engine", "ports", "words"],
  operations: ["engine", "law", "records", "ports", "words"],
};

describe("imports point one way", () => {
  test.for(Object.entries(design))("%s lists only what the design allows it", ([folder, allowed]) => {
    const names = allowed.map((each) => manifestOf(each).name);
    expect([...all.find((each) => each.folder === folder)!.lists].toSorted()).toEqual(names.toSorted());
  });

  test("nothing but apps, scenarios, bench and tools stands above operations", () => {
    const above = all
      .filter(({ lists }) => lists.includes("@emeritus/operations"))
      .map(({ folder }) => folder);
    expect(above.filter((folder) => !/^(apps\/|scenarios$|bench$|tools$)/.test(folder))).toEqual([]);
  });

  test("every file imports only workspaces that its own package.json lists", () => {
    const wrong = imports.filter((each) => {
      const target = workspaceOf(each.names, all);
      const home = homeOf(each.from);
      return (
        target !== undefined && target !== home && !home.lists.includes(target.name) && !isTest(each.from)
      );
    });
    expect(wrong.map(arrow)).toEqual([]);
  });

  test("no relative import leaves its workspace, but for the plain ground of the command line", () => {
    const wrong = imports.filter((each) => {
      if (!each.names.startsWith(".")) return false;
      return (
        !fileOf(each, all)!.startsWith(`${homeOf(each.from).folder}/`) && each.from !== "apps/cli/bin.mjs"
      );
    });
    expect(wrong.map(arrow)).toEqual([]);
  });

  test("engine and law use no outside package and nothing of Node", () => {
    const wrong = imports.filter(
      (each) => /^(engine|law)\//.test(each.from) && outside(each) && !isTest(each.from),
    );
    expect(wrong.map(arrow)).toEqual([]);
  });

  test("what runs in production uses only packages that production installs", () => {
    const { dependencies = {}, optionalDependencies = {} } = manifestOf(".");
    const installed = new Set([...Object.keys(dependencies), ...Object.keys(optionalDependencies)]);
    const wrong = imports.filter(
      (each) =>
        outside(each) &&
        !each.names.startsWith("node:") &&
        !each.typesOnly &&
        !isTest(each.from) &&
        !/^(bench|scenarios|tools)\//.test(each.from) &&
        !installed.has(packageOf(each.names)),
    );
    expect(wrong.map(arrow)).toEqual([]);
  });
});

describe("no file waits for itself", () => {
  // Provisions of one plan name each other in arrows that run only when the plan is loaded (engine/plan.ts finds real rings).
  // Those of the year 2000 plan that the closed plan takes over stand in a folder of their own.
  const planFolderOf = (file: string) =>
    file
      .slice(0, file.lastIndexOf("/"))
      .replace(/^law\/missouri\/mosers\/shared$/, "law/missouri/mosers/msep-2000");
  const withinOnePlan = (ring: readonly string[]) =>
    ring[0]!.startsWith("law/") && new Set(ring.map(planFolderOf)).size === 1;

  test("there is no ring of imports, types and the provisions of one plan apart", () => {
    const arrows = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .filter(({ typesOnly }) => !typesOnly)
          .flatMap((each) => fileOf(each, all) ?? []),
      ]),
    );
    const found = rings(arrows).filter((ring) => !withinOnePlan(ring));
    expect(found.map((ring) => ring.join(" > "))).toEqual([]);
  });

  test("a ring is found where there is one", () => {
    const arrows = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["a"]],
      ["d", ["a"]],
    ]);
    expect(rings(arrows)).toEqual([["a", "b", "c", "a"]]);
  });
});
