import { randomUUID } from "node:crypto";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import type { Outcome, Refusal } from "@emeritus/operations/outcome.ts";
import {
  approveRedetermination,
  confirmLeave,
} from "@emeritus/operations/redetermining/approve-redetermination.ts";
import { figuresOf } from "@emeritus/operations/redetermining/kept-figures.ts";
import {
  prepareRedetermination,
  proposeToLeave,
  sendBackRedetermination,
} from "@emeritus/operations/redetermining/prepare-redetermination.ts";
import {
  readRedetermination,
  readRedeterminations,
} from "@emeritus/operations/redetermining/read-redeterminations.ts";
import { REDETERMINATION, type RedeterminationStatus } from "@emeritus/operations/redetermining/status.ts";
import { takenOverChoices } from "@emeritus/operations/redetermining/taken-over.ts";
import { recordReadingsOf } from "@emeritus/operations/signing-in/record-reading.ts";
import type { System } from "@emeritus/operations/system.ts";
import { findCase } from "@emeritus/records/case.ts";
import { en } from "@emeritus/words/en/index.ts";
import { money } from "@emeritus/words/format.ts";
import { acting, refusalText } from "../acting.ts";
import type { Command } from "../command.ts";
import { given, wholeNumber } from "../options.ts";
import { bad, BAD_USAGE, REFUSED } from "../exit-status.ts";

const words = en.redetermining;
const says = words.terminal;

interface Asked {
  readonly system: System;
  readonly actor: Actor;
  readonly options: Readonly<Record<string, string | undefined>>;
  /** The number of the case. */
  readonly named: string | undefined;
  say(line: string): void;
}

/** Redeterminations from the terminal, by the same operations as the pages and the API. */
export const command: Command = {
  name: "redetermination",
  summary: says.summary,
  usage: says.usage,
  run: async (args, context) => {
    const { say } = context;
    const [what = "", ...more] = args;
    const { options, rest } = given(more, ["as", "code", "because", "taken-over"]);
    const act = acts[what];
    if (act === undefined) {
      for (const usage of says.usage.split("\n")) say(en.cli.badUsage({ usage }));
      return BAD_USAGE;
    }
    return acting(context, options, (system, actor) => act({ system, actor, options, named: rest[0], say }));
  },
};

type Done = Outcome<{ readonly status: RedeterminationStatus }, Refusal>;

const acts: Readonly<Record<string, (asked: Asked) => Promise<number>>> = {
  list,
  show,
  prepare,
  leave: (asked) =>
    decide(asked, ({ system, actor }, of, because) => proposeToLeave(system, actor, { ...of, because })),
  back: (asked) =>
    decide(asked, ({ system, actor }, of, because) =>
      sendBackRedetermination(system, actor, { ...of, because }),
    ),
  approve: (asked) => decide(asked, ({ system, actor }, of) => approveRedetermination(system, actor, of)),
  agree: (asked) => decide(asked, ({ system, actor }, of) => confirmLeave(system, actor, of)),
};

async function list({ system, actor, say }: Asked): Promise<number> {
  for (const { caseNumber, memberId, name, status, figures } of await readRedeterminations(system, actor)) {
    const month = figures.eligible ? money(figures.month) : words.notEligible;
    say(says.line({ caseNumber, memberId, name, status: words.statuses[status], month }));
  }
  return 0;
}

async function caseOf({ system, named }: Asked): Promise<CaseKey | string> {
  const caseNumber = wholeNumber(named);
  if (caseNumber === undefined) return says.caseNeeded;
  const found = await findCase(system.db, system.fund.number, caseNumber);
  return found?.kind === REDETERMINATION
    ? { person: found.person, caseNumber }
    : words.problems["no-such-case"];
}

async function show(asked: Asked): Promise<number> {
  const { system, actor, say } = asked;
  const of = await caseOf(asked);
  if (typeof of === "string") return bad(say, of);
  const seen = await readRedetermination(system, actor, of);
  if (seen === undefined) return bad(say, words.problems["no-such-case"]);
  await recordReadingsOf(system, actor, {
    action: "read a case",
    persons: [of.person],
    route: "cli redetermination",
  });
  const { redetermination, memberId, name, now, payees } = seen;
  const figures = now ? figuresOf(now.compared, payees) : redetermination.figures;
  const month = figures.eligible ? money(figures.month) : words.notEligible;
  const status = words.statuses[redetermination.status];
  say(says.line({ caseNumber: of.caseNumber, memberId, name, status, month }));
  for (const cause of redetermination.causes) say(`  ${words.causeSays(cause)}`);
  for (const each of new Set([...Object.keys(figures.before), ...Object.keys(figures.after)])) {
    const [before, after] = [figures.before[each], figures.after[each]].map((cents) =>
      cents === undefined ? "-" : money(cents),
    ) as [string, string];
    say(says.amount({ name: words.amountToOffice(each), before, after }));
  }
  if (figures.arrears > 0n) say(`  ${words.case.arrears({ amount: money(figures.arrears) })}`);
  if (figures.overpaid > 0n) say(`  ${words.case.overpaid({ amount: money(figures.overpaid) })}`);
  if (figures.undetermined !== undefined) say(`  ${words.case.cannotSay({ facts: figures.undetermined })}`);
  for (const [choice, cents] of now?.takenOver ?? [])
    say(says.choice({ choice, says: words.case.takenOver.choices[choice]({ amount: money(cents) }) }));
  return 0;
}

async function prepare(asked: Asked): Promise<number> {
  const { because = "", "taken-over": told } = asked.options;
  const choice = takenOverChoices.find((each) => each === told);
  if (told !== undefined && choice === undefined) return bad(asked.say, says.choiceUnknown);
  const takenOver = choice && { choice, because };
  return decide(asked, ({ system, actor }, of) =>
    prepareRedetermination(system, actor, { ...of, takenOver }),
  );
}

async function decide(
  asked: Asked,
  act: (asked: Asked, of: { readonly key: string; readonly of: CaseKey }, because: string) => Promise<Done>,
): Promise<number> {
  const of = await caseOf(asked);
  if (typeof of === "string") return bad(asked.say, of);
  const { accepted, refused } = await act(asked, { key: randomUUID(), of }, asked.options["because"] ?? "");
  if (refused === undefined) {
    asked.say(words.case.done[accepted.status]);
    return 0;
  }
  asked.say(refusalText(words.problems, refused));
  return REFUSED;
}
