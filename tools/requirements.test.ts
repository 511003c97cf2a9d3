import { describe, expect, test } from "vitest";
import { idsIn, isPartOf } from "./requirement-ids.ts";
import { readIndex } from "./requirement-index.ts";
import { standingOf } from "./requirements.ts";

const row = (id: string) => ({ id, text: "", kind: "law" });
const ran = (name: string, passed = true) => ({ name, file: "a.test.ts", passed });

describe("requirements", () => {
  test("ids are found in names of tests, alone and in lists", () => {
    const name =
      "counts (H-0 no, H-1612 no) H-161, D20 and S-09; BR 1-2(2)(a), 3-4 and RSMo 104.1024.2, 104.1033";
    expect([...idsIn(name)].toSorted()).toEqual(
      ["BR 1-2(2)(a)", "BR 3-4", "D20", "H-161", "RSMo 104.1024.2", "RSMo 104.1033", "S-09"].toSorted(),
    );
  });

  test("a part speaks for the whole it belongs to, and for nothing beside it", () => {
    expect(isPartOf("RSMo 104.1024.2", "RSMo 104.1024")).toBe(true);
    expect(isPartOf("BR 1-2(2)(a)", "BR 1-2(2)")).toBe(true);
    expect(isPartOf("BR 1-20", "BR 1-2")).toBe(false);
    expect(isPartOf("BR 1-2", "BR 1-2(2)")).toBe(false);
    expect(isPartOf("RSMo 104.102", "RSMo 104.1024")).toBe(false);
  });

  test("unclear points and histories of the board rules are ids of their own", () => {
    expect([...idsIn("BR A8, A11 and 2-4 (history); paper of size A4")].toSorted()).toEqual(
      ["BR 2-4 (history)", "BR A11", "BR A8"].toSorted(),
    );
    expect(isPartOf("BR 2-4 (history)", "BR 2-4")).toBe(false);
    expect([...idsIn("BR 2-14(2) 3-12(2) the hours expected")]).toEqual(["BR 2-14(2)", "BR 3-12(2)"]);
  });

  test("rows are read from tables of ids, with their kind", () => {
    const index = [
      "| Id | Requirement | Kind | Seed |",
      "|---|---|---|---|",
      "| H-001 | A summary | policy | p.1 |",
      "",
      "| BR | Requirement | Kind | Where |",
      "|---|---|---|---|",
      "| 1-1(1) | Power | law | 45 |",
      "",
      "| Section | Governs | Last amended | Where |",
      "|---|---|---|---|",
      "| 104.1024 | Retirement | 2023 | 03 |",
      "",
      "| # | Place | Unclear |",
      "|---|---|---|",
      "| A8 | BR 2-4 | odd days |",
      "",
      "| Id | Decision |",
      "|---|---|",
      "| H-008 | decided |",
      "",
      "| Word | Meaning |",
      "|---|---|",
      "| Pay 1 | money |",
    ].join("\n");
    expect(readIndex(index).map(({ id, kind }) => [id, kind])).toEqual([
      ["H-001", "policy"],
      ["BR 1-1(1)", "law"],
      ["RSMo 104.1024", "law"],
      ["BR A8", "decision"],
    ]);
  });

  test("passing tests prove; a failing one leaves the row open, whatever else is said of it", () => {
    const decided = [{ where: "register: Q1", ids: new Set(["D20"]) }];
    expect(standingOf(row("D20"), [ran("adds D20")], []).status).toBe("proven");
    expect(standingOf(row("D20"), [ran("adds D20"), ran("D20 again", false)], decided).status).toBe("open");
    expect(standingOf(row("D20"), [ran("D2")], decided).status).toBe("decided");
    expect(standingOf(row("D20"), [], []).status).toBe("open");
  });
});
