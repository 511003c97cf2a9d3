import { existsSync, readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { formatDate, parseDate, type PlainDate, isDay } from "@emeritus/engine/dates.ts";
import { confirmDeath } from "@emeritus/operations/recording-deaths/confirm-death.ts";
import {
  type DeathKey,
  deathSources,
  type DeathSource,
} from "@emeritus/operations/recording-deaths/death-view.ts";
import { openGuaranteed } from "@emeritus/operations/recording-deaths/open-guaranteed.ts";
import { readDeath, readDeaths } from "@emeritus/operations/recording-deaths/read-deaths.ts";
import { readReceivable, readReceivables } from "@emeritus/operations/recording-deaths/read-receivables.ts";
import { reportDeath } from "@emeritus/operations/recording-deaths/report-death.ts";
import { sendCertificate } from "@emeritus/operations/recording-deaths/send-certificate.ts";
import {
  askWithdrawal,
  keepReport,
  withdrawReport,
} from "@emeritus/operations/recording-deaths/withdraw-report.ts";
import type { Outcome, Refusal } from "@emeritus/operations/outcome.ts";
import { findCase } from "@emeritus/records/case.ts";
import { findPersonByMemberId } from "@emeritus/records/person.ts";
import { en } from "@emeritus/words/en/index.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import { type ActAsked, commandOfActs } from "../acts.ts";
import type { Command } from "../command.ts";
import { wholeNumber } from "../options.ts";
import { saysNo } from "../acting.ts";
import { bad } from "../exit-status.ts";

const words = en.deaths;
const says = words.terminal;
const names = ["as", "code", "died", "source", "told-by", "relation", "file", "date", "because"] as const;

/** Deaths of payees from the terminal, by the same operations as the pages and the API. */
export const command: Command = commandOfActs({
  name: "death",
  summary: says.summary,
  usage: says.usage,
  options: names,
  acts: {
    list,
    receivables,
    report,
    show,
    certificate: (asked) =>
      withOption(asked, "file", async (path) =>
        existsSync(path)
          ? inCase(asked, ({ system, actor }, of) =>
              sendCertificate(system, actor, { key: randomUUID(), of, bytes: readFileSync(path) }),
            )
          : saysNo(asked.say, words.problems, { code: "file-missing", facts: {} }),
      ),
    confirm: (asked) =>
      withDate(asked, "date", (dateSeen) =>
        inCase(asked, ({ system, actor }, of) =>
          confirmDeath(system, actor, { key: randomUUID(), of, dateSeen }),
        ),
      ),
    open: (asked) =>
      inCase(asked, ({ system, actor }, of) => openGuaranteed(system, actor, { key: randomUUID(), of })),
    mistake: decide(askWithdrawal),
    keep: decide(keepReport),
    withdraw: decide(withdrawReport),
  },
});

function decide(operation: typeof withdrawReport | typeof askWithdrawal) {
  return (asked: ActAsked) =>
    withOption(asked, "because", (because) =>
      inCase(asked, ({ system, actor }, of) => operation(system, actor, { key: randomUUID(), of, because })),
    );
}

/** Does something with an option that it cannot do without. */
async function withOption(
  { options, say }: ActAsked,
  name: (typeof names)[number],
  act: (value: string) => Promise<number>,
): Promise<number> {
  const value = options[name];
  return value ? act(value) : bad(say, says.optionsNeeded);
}

/** Does something with a date, or says that there is none or that it is no date. */
function withDate(
  asked: ActAsked,
  name: "date" | "died",
  act: (date: PlainDate) => Promise<number>,
): Promise<number> {
  return withOption(asked, name, async (text) => {
    return isDay(text) ? act(parseDate(text)) : bad(asked.say, words.problems.dayMissing);
  });
}

async function inCase(
  asked: ActAsked,
  act: (asked: ActAsked, of: DeathKey) => Promise<Outcome<unknown, Refusal>>,
): Promise<number> {
  const of = await caseOf(asked);
  if (typeof of === "string") return bad(asked.say, of);
  const { refused } = await act(asked, of);
  if (refused) return saysNo(asked.say, words.problems, refused);
  asked.say(says.done);
  return 0;
}

async function caseOf({ system, named }: ActAsked): Promise<DeathKey | string> {
  const caseNumber = wholeNumber(named);
  if (caseNumber === undefined) return says.caseNeeded;
  const found = await findCase(system.db, system.fund.number, caseNumber);
  return found?.kind === "death" ? { person: found.person, caseNumber } : says.noCase;
}

async function list({ system, actor, say }: ActAsked): Promise<number> {
  for (const { caseNumber, name, died, status } of await readDeaths(system, actor))
    say(
      says.caseLine({
        caseNumber,
        name,
        died: longDate(died),
        status: words.statuses[status as keyof typeof words.statuses],
      }),
    );
  return 0;
}

async function receivables({ system, actor, say }: ActAsked): Promise<number> {
  for (const { person } of await readReceivables(system, actor)) {
    const seen = await readReceivable(system, actor, person);
    for (const { name, period, openCents } of seen?.months ?? [])
      say(says.owedLine({ name, month: longMonth(period), amount: money(openCents) }));
  }
  return 0;
}

function report(asked: ActAsked): Promise<number> {
  return withDate(asked, "died", (died) => reportOn(asked, died));
}

async function reportOn({ system, actor, options, named, say }: ActAsked, died: PlainDate): Promise<number> {
  const { source, "told-by": toldBy, relation } = options;
  const known = deathSources.find((one): one is DeathSource => one === source);
  if (!named || !known || !toldBy || !relation) return bad(say, says.optionsNeeded);
  const person = await findPersonByMemberId(system.db, system.fund.number, named);
  if (person === undefined) return bad(say, words.problems["no-such-member"]);
  const told = { person, died, source: known, toldBy, relation };
  const { accepted, refused } = await reportDeath(system, actor, { key: randomUUID(), ...told });
  if (refused) return saysNo(say, words.problems, refused);
  say(says.reported(accepted));
  return 0;
}

async function show(asked: ActAsked): Promise<number> {
  const of = await caseOf(asked);
  if (typeof of === "string") return bad(asked.say, of);
  const seen = await readDeath(asked.system, asked.actor, of);
  if (seen === undefined) return bad(asked.say, says.noCase);
  const { death } = seen;
  const { first, last } = death.deceased.name;
  const died = longDate(formatDate(death.died));
  const status = words.statuses[death.status];
  asked.say(says.caseLine({ caseNumber: of.caseNumber, name: `${first} ${last}`, died, status }));
  for (const one of seen.consequences) {
    const amount = one.kind === "ends" ? "" : `, ${money(one.due.cents)}`;
    asked.say(`  ${says.effects[one.kind]({ from: longDate(formatDate(one.from)) })}${amount}`);
  }
  for (const { kind, due, status: state } of seen.duties)
    if (state === "open")
      asked.say(`  ${longDate(formatDate(due))}: ${words.tasks[kind as keyof typeof words.tasks] ?? kind}`);
  return 0;
}
