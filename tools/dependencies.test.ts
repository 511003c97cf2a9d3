import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { manifestOf, root, workspaces } from "./import-graph.ts";

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
}

const page = readFileSync(join(root, "docs", "dependencies.md"), "utf8");
const section = (title: string) => page.split("\n## ").find((part) => part.startsWith(title)) ?? "";
const firstColumn = (text: string) =>
  [...text.matchAll(/^\| `([^`]+)` \| (\S.*?) \|$/gm)].map((row) => row[1]!);
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>;
};
const installed = Object.entries(lock.packages)
  .filter(([place, { link }]) => place.startsWith("node_modules/") && link !== true)
  .map(([place, about]) => ({ name: place.slice(place.lastIndexOf("node_modules/") + 13), ...about }));
const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = manifestOf(".");

describe("dependencies", () => {
  test("each is named on its page with what it saves us, and the page names no other", () => {
    const production = [...Object.keys(dependencies), ...Object.keys(optionalDependencies)];
    expect(firstColumn(section("In production")).toSorted()).toEqual(production.toSorted());
    expect(firstColumn(section("For development")).toSorted()).toEqual(
      Object.keys(devDependencies).toSorted(),
    );
  });

  test("each is of one exact version", () => {
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test("none is listed by a workspace of its own, where nobody would look for it", () => {
    const outside = workspaces().flatMap(({ folder, lists }) =>
      lists.filter((name) => !name.startsWith("@emeritus/")).map((name) => `${folder}: ${name}`),
    );
    expect(outside).toEqual([]);
  });

  test("every installed package has a licence that we accept", () => {
    const accepted = new Set(firstColumn(section("Licences")));
    const wrong = installed.filter(({ license }) => !accepted.has(license ?? "none"));
    expect(wrong.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
    expect(installed.filter(({ license }) => license?.startsWith("SEE")).map(({ name }) => name)).toEqual([
      "@uswds/uswds",
    ]);
  });

  test("every installed package comes from the public registry", () => {
    const wrong = installed.filter(
      ({ resolved }) => resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/"),
    );
    expect(wrong.map(({ name, resolved }) => `${name}: ${resolved}`)).toEqual([]);
  });

  test("only packages that we know run a script when they are installed", () => {
    const known = firstColumn(section("Packages that may run")).map(
      (name) => new RegExp(`^${name.replace("*", "[a-z0-9-]+")}$`),
    );
    const scripts = installed
      .filter(({ hasInstallScript }) => hasInstallScript === true)
      .map(({ name }) => name);
    expect(scripts.filter((name) => !known.some((pattern) => pattern.test(name)))).toEqual([]);
  });
});
