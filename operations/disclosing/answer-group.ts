import { addDays, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import { command } from "@emeritus/records/command.ts";
import { openDisclosure } from "@emeritus/records/disclosure.ts";
import { benefitsInPayment, type OpenBenefit } from "@emeritus/records/disclosure-amounts.ts";
import { keepFile } from "@emeritus/records/document.ts";
import { wordsFor, type Words } from "@emeritus/words/index.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { safeCell } from "../reporting-pay/findings-file.ts";
import type { System } from "../system.ts";
import { confidentiality } from "./decide-release.ts";

/** From how many people on a group is large, so that none of them gets a copy; the rule gives no number (BR 1-3(4), ADR 28). */
const LEAST_GROUP = 10;

/** Why a request about a group is not answered. */
export type GroupRefusal = "asker-missing" | "in-future" | "group-too-small";

/** Pure. The four open facts of many as comma-separated text; no cell can be taken for a formula, and there is no fifth column. */
function groupCsv(words: Words, rows: readonly OpenBenefit[]): string {
  const { columns, forLife } = words.disclosure.group;
  const lines = rows.map(({ name, kind, from, to, cents }) => [
    name,
    words.disclosure.told.receives[kind],
    from,
    to === "infinity" ? forLife : formatDate(addDays(parseDate(to), -1)),
    formatCents(cents),
  ]);
  return `${[columns, ...lines].map((line) => line.map(safeCell).join(",")).join("\r\n")}\r\n`;
}

/** Somebody asked about everybody of a kind: a file with the four open facts of each, and no copies (BR 1-3(2), 1-3(4)). */
export async function answerGroup(
  system: System,
  actor: Actor,
  asked: {
    readonly key: string;
    readonly asker: string;
    readonly received: PlainDate;
    /** Of which employer who is paid now worked last; nothing for everybody. */
    readonly employer?: number | undefined;
  },
): Promise<Outcome<{ disclosure: number; people: number }, Refusal<GroupRefusal>>> {
  const { key, asker, received, employer } = asked;
  allow(actor, "answer a public request");
  const fund = system.fund.number;
  const request = { asker, received: formatDate(received), employer: employer ?? null };
  const given = { fund, actor, key, name: "disclosure: answer", request };
  return command(
    system.db,
    given,
    async (
      tx,
      instant,
      note,
    ): Promise<Outcome<{ disclosure: number; people: number }, Refusal<GroupRefusal>>> => {
      const today = system.calendar.today();
      if (asker.trim() === "") return refused("asker-missing", {}, confidentiality);
      if (received > today) return refused("in-future");
      const rows = await benefitsInPayment(tx, fund, { on: formatDate(today), employer });
      const people = new Set(rows.map(({ person }) => person)).size;
      if (people < LEAST_GROUP)
        return refused("group-too-small", { count: people, least: LEAST_GROUP }, "BR 1-3(4)");
      const bytes = new TextEncoder().encode(groupCsv(wordsFor("en"), rows));
      const file = await keepFile(tx, fund, "text/csv", bytes, instant);
      const opened = {
        fund,
        kind: "group",
        asker: asker.trim(),
        received,
        employer,
        facts: { people, lines: rows.length, file },
        actor: actor.account,
        action: "answer",
        status: "answered",
      } as const;
      const disclosure = await openDisclosure(tx, opened, instant);
      note({ facts: { request: disclosure, people } });
      return accepted({ disclosure, people });
    },
  );
}
