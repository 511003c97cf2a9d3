/** Every line that the sources leave open is held by an entry of a register, or by a recorded decision. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const cellsOf = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
/** The rows below each heading of the list. */
const sections = new Map(
  read("docs/requirements/marks.md")
    .split("\n## ")
    .slice(1)
    .map((section) => {
      const [heading = "", ...lines] = section.split("\n");
      return [
        heading,
        lines
          .filter((line) => line.startsWith("|"))
          .slice(2)
          .map(cellsOf),
      ] as const;
    }),
);
const registers = new Set(
  globSync("law/**/open-questions.md", { cwd: root }).flatMap((path) =>
    [...read(path).matchAll(/^\| ([A-Z0-9]+-Q\d+) \|/gm)].map(([, id]) => id!),
  ),
);
const decided = new Set(
  [...read("docs/requirements/decided.md").matchAll(/^\| ([^|]+) \|/gm)].map(([, id]) => id!),
);

const pages = sections.get("Lines in all")!;
test.each(pages.map(([page, count]) => [page!, Number(count)] as const))(
  "page %s has its %i lines, each held by an entry that exists",
  (page, count) => {
    const rows = [...sections].find(([heading]) => heading.toLowerCase() === page.toLowerCase())![1];
    expect(rows).toHaveLength(count);
    expect(new Set(rows.map(([line]) => line)).size).toBe(count);
    for (const [line, mark, , heldBy] of rows) {
      expect(mark, line).toMatch(/^(S|R|D|unknown)(, (S|R|D|unknown))*$/);
      for (const entry of heldBy!.split(", "))
        expect(registers.has(entry) || decided.has(entry), `${line}: ${entry}`).toBe(true);
    }
  },
);

test("every disagreement of the sources, D1 to D29, is held by entries that name it", () => {
  const rows = sections.get("Where sources disagree")!;
  expect(rows.map(([id]) => id)).toEqual(Array.from({ length: 29 }, (_, i) => `D${i + 1}`));
  const text = globSync("law/**/open-questions.md", { cwd: root }).map(read).join("\n");
  for (const [id, , heldBy] of rows) {
    const entries = heldBy!.split(", ");
    for (const entry of entries) expect(registers, id).toContain(entry);
    const lines = text.split("\n").filter((line) => entries.some((entry) => line.startsWith(`| ${entry} |`)));
    expect(
      lines.some((line) => new RegExp(`\\b${id}\\b`).test(line)),
      `${id} in ${heldBy}`,
    ).toBe(true);
  }
});

test("no entry stands twice", () => {
  const all = globSync("law/**/open-questions.md", { cwd: root }).flatMap((path) =>
    [...read(path).matchAll(/^\| ([A-Z0-9]+-Q\d+) \|/gm)].map(([, id]) => id!),
  );
  expect(all.filter((id, i) => all.indexOf(id) !== i)).toEqual([]);
});
