import { done } from "@emeritus/operations/done.ts";
import { randomUUID } from "node:crypto";
import { addMonths, formatDate, type PlainDate, plainDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { addChild, recordDisability } from "@emeritus/operations/family/change-family.ts";
import { designateAgents } from "@emeritus/operations/naming/name-agents.ts";
import { nameBeneficiariesFor } from "@emeritus/operations/naming/name-beneficiaries.ts";
import type { System } from "@emeritus/operations/system.ts";
import { noteContact } from "@emeritus/operations/whole-person/note-contact.ts";
import { lastChange } from "@emeritus/records/last-change.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { findPerson, newPerson } from "@emeritus/records/person.ts";
import { sql } from "kysely";

const counselor: Actor = { account: "conversion", roles: ["counselor"], employers: [] };
/** The first of the named people, with a spouse who has the next number. */
const member = 1;
const spouse = 2;

/**
 * What the people of a demonstration have beside work and pay: telephone numbers and e-mail addresses; and for the first of the
 * named ones children, beneficiaries, an agent and a call that was noted, with a second record of the spouse. Nothing where
 * somebody can be reached already.
 */
export async function showPeople(system: System): Promise<void> {
  const fund = system.fund.number;
  const today = system.calendar.today();
  const there = await system.db.selectFrom("records.contact").select("person").limit(1).executeTakeFirst();
  const second = await findPerson(system.db, fund, spouse);
  if (there !== undefined || second === undefined) return;
  await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    await sql`
      insert into records.contact (fund, person, kind, contact, valid_from, recorded_from)
      select n.fund, n.person, k.kind, case k.kind when 'email' then lower(n.first_name) || '.' || n.person || '@example.org'
          else '(' || (array['573', '816', '314', '417'])[1 + n.person % 4] || ') 555-01' || lpad((n.person % 100)::text, 2, '0') end,
        ${formatDate(addMonths(today, -40))}::date, ${instant}::timestamptz
      from records.person_name n cross join (values ('email', 2), ('mobilePhone', 3)) k (kind, one_in)
      where n.fund = ${fund} and n.recorded_to = 'infinity' and n.valid_to = 'infinity' and n.person % k.one_in <> 0`.execute(
      tx,
    );
    const { name, born } = second;
    await newPerson(tx, { fund, name: { ...name, first: `${name.first}e` }, born }, instant);
  });
  await firstNamed(system, today);
}

async function firstNamed(system: System, today: PlainDate): Promise<void> {
  const fund = system.fund.number;
  const { last } = (await findPerson(system.db, fund, member))!.name;
  const version = (table: "records.child" | "records.beneficiary") =>
    lastChange(system.db, table, { fund, person: member });
  const base = () => ({ key: randomUUID(), person: member });
  const sofia = { first: "Sofia", last, born: plainDate(2001, 5, 14) };
  const mateo = { first: "Mateo", last, born: plainDate(2004, 9, 2) };
  for (const child of [sofia, mateo])
    await done(
      addChild(system, counselor, {
        ...base(),
        child,
        relation: "natural",
        proof: "birthCertificate",
        seen: await version("records.child"),
      }),
    );
  const row = await system.db
    .selectFrom("records.child as c")
    .innerJoin("records.person_birth as b", (join) =>
      join.onRef("b.fund", "=", "c.fund").onRef("b.person", "=", "c.child"),
    )
    .select("c.child")
    .where("c.fund", "=", fund)
    .where("c.person", "=", member)
    .where("b.born", "=", formatDate(mateo.born))
    .executeTakeFirstOrThrow();
  const since = plainDate(2019, 3, 1);
  const proof = "physicianStatement";
  await done(
    recordDisability(system, counselor, {
      ...base(),
      child: row.child,
      since,
      proof,
      seen: await version("records.child"),
    }),
  );
  const primary = { rank: "primary" } as const;
  const spouseFirst = [
    { who: { person: spouse }, rank: "primary" },
    { who: sofia, rank: "contingent" },
    { who: mateo, rank: "contingent" },
  ] as const;
  for (const [purpose, named] of [
    ["finalPayment", spouseFirst],
    [
      "lifeInsurance",
      [
        { who: { person: spouse }, ...primary, share: 5000 },
        { who: sofia, ...primary, share: 2500 },
        { who: mateo, ...primary, share: 2500 },
      ],
    ],
  ] as const)
    await done(nameBeneficiariesFor(system, counselor, { ...base(), purpose, named, seen: "never" }));
  await done(
    designateAgents(system, counselor, {
      ...base(),
      designated: [
        { rank: "agent", who: { person: spouse }, mayNameBeneficiaries: false },
        { rank: "successor", who: sofia, mayNameBeneficiaries: false },
      ],
      seen: "never",
    }),
  );
  const about = "Asked how the Rule of 80 counts her sick leave. Told her to ask the employer for the hours.";
  await done(noteContact(system, counselor, { ...base(), channel: "phone", happened: today, about }));
}
