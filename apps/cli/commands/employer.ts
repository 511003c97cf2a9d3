import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { formatDate } from "@emeritus/engine/dates.ts";
import { EnrolmentBody, tellings, type TellingName } from "@emeritus/api/shared/tellings.ts";
import { enrol } from "@emeritus/operations/enrolling/enrol.ts";
import {
  readEmployer,
  readEmployers,
  type EmployerOnDesk,
} from "@emeritus/operations/enrolling/read-employers.ts";
import { readPeople } from "@emeritus/operations/enrolling/read-people.ts";
import { readBackdatings, readReemployments } from "@emeritus/operations/enrolling/read-reemployment.ts";
import { positionsOf } from "@emeritus/records/employment.ts";
import { employeeStates } from "@emeritus/records/enrolment.ts";
import { findPersonByMemberId } from "@emeritus/records/person.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count, longDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { type ActAsked, commandOfActs } from "../acts.ts";
import type { Command } from "../command.ts";
import { saysNo } from "../acting.ts";
import { bad } from "../exit-status.ts";

const words = en.enrolment;
const says = words.terminal;

/** Employers from the terminal: the desk, people, enrolment and what employers tell, by the same operations as the pages and the API. */
export const command: Command = commandOfActs({
  name: "employer",
  summary: says.summary,
  usage: says.usage,
  options: ["status", "page"],
  acts: {
    list: async ({ system, actor, say }) => {
      for (const employer of await readEmployers(system, actor)) sayGroups(employer, say);
      return 0;
    },
    show,
    people,
    enrol: enrolFile,
    tell,
    cases: async ({ system, actor, say }) => {
      const lists = [
        [await readReemployments(system, actor), words.reemployment.statuses],
        [await readBackdatings(system, actor), words.backdating.statuses],
      ] as const;
      for (const [rows, statuses] of lists)
        for (const { caseNumber, name, status } of rows)
          say(
            says.caseLine({
              number: caseNumber,
              name,
              status: (statuses as Record<string, string>)[status] ?? status,
            }),
          );
      return 0;
    },
  },
});

function sayGroups({ name, groups }: EmployerOnDesk, say: (line: string) => void): void {
  for (const { code, postedThrough, next, overdue } of groups)
    say(
      says.groupLine({
        employer: name,
        group: code,
        through: postedThrough === undefined ? says.never : formatDate(postedThrough),
        due: next === undefined ? says.never : formatDate(next.due),
        overdue: count(overdue),
      }),
    );
}

async function show({ system, actor, rest, say }: ActAsked): Promise<number> {
  const named = (await readEmployers(system, actor)).find(({ code }) => code === rest[0]);
  const seen = named && (await readEmployer(system, actor, named.employer));
  if (seen === undefined) return bad(say, says.noEmployer);
  sayGroups(seen.employer, say);
  for (const { name, duty, email, phone } of seen.contacts)
    say(
      says.contactLine({
        name,
        duty: words.detail.duties[duty],
        reach: [email, phone].filter(Boolean).join(", "),
      }),
    );
  return 0;
}

async function people({ system, actor, options, rest, say }: ActAsked): Promise<number> {
  const status = z.enum(employeeStates).optional().safeParse(options["status"]);
  const page = z.coerce.number().int().min(1).default(1).safeParse(options["page"]);
  if (!status.success || !page.success || rest[0] === undefined)
    return bad(say, en.cli.badUsage({ usage: says.usage }));
  const asked = { group: rest[0], page: page.data };
  const state = status.data === undefined ? {} : { state: status.data };
  const { employees } = await readPeople(system, actor, { ...asked, ...state });
  for (const { memberId, name, code, state: now } of employees)
    say(says.personLine({ memberId, name, position: code, state: words.states[now] }));
  return 0;
}

/** Reads a JSON file into a body; a sentence where it cannot be read or does not fit. */
function bodyFrom<Body extends z.ZodType>(file: string | undefined, body: Body): z.output<Body> | string {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file ?? "", "utf8"));
  } catch {
    return says.noFile({ file: file ?? "" });
  }
  const read = body.safeParse(json);
  return read.success ? read.data : says.badFile({ field: read.error.issues[0]?.path.join(".") ?? "" });
}

async function enrolFile({ system, actor, rest, say }: ActAsked): Promise<number> {
  const form = bodyFrom(rest[0], EnrolmentBody);
  if (typeof form === "string") return bad(say, form);
  const { accepted, refused } = await enrol(system, actor, { ...form, key: randomUUID() });
  if (refused) return saysNo(say, words.problems, refused);
  const { memberId, plan, memberFrom } = accepted;
  say(
    says.enrolled({
      memberId,
      plan: words.plans[plan as keyof typeof words.plans],
      day: longDate(memberFrom),
    }),
  );
  return 0;
}

async function tell({ system, actor, rest, say }: ActAsked): Promise<number> {
  const [name = "", file] = rest;
  if (!(name in tellings)) return bad(say, en.cli.badUsage({ usage: says.usage }));
  const { body, tell: telling } = tellings[name as TellingName];
  const told = bodyFrom(
    file,
    z.object({ memberId: z.string().regex(/^\d{8}$/), position: z.string().min(1), told: body }),
  );
  if (typeof told === "string") return bad(say, told);
  const person = await findPersonByMemberId(system.db, system.fund.number, told.memberId);
  const positions = person === undefined ? [] : await positionsOf(system.db, system.fund.number, person);
  const job = positions.find(({ code }) => code === told.position);
  if (person === undefined || job === undefined) return bad(say, words.problems["no-such-position"]);
  const of = { key: randomUUID(), person, position: job.position };
  const { refused } = await telling(system, actor, of, told.told);
  if (refused) return saysNo(say, words.problems, refused);
  say(says.done);
  return 0;
}
