import { parseDate } from "@emeritus/engine/dates.ts";
import {
  addChild,
  addMarriage,
  childRelations,
  closeMarriage,
  familyProofs,
  marriageEnds,
  recordDisability,
  withdrawChild,
  withdrawLastMarriage,
} from "@emeritus/operations/family/change-family.ts";
import { type FamilySeen, readFamily } from "@emeritus/operations/family/read-family.ts";
import { readBeneficiaries } from "@emeritus/operations/naming/name-beneficiaries.ts";
import type { Related } from "@emeritus/operations/naming/somebody.ts";
import type { Outcome, Refusal } from "@emeritus/operations/outcome.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { longDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { Button, ButtonLink, Choices, Field, Form, More, Select } from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import {
  homeOf,
  isOffice,
  namedPerson,
  overOf,
  type PersonAsked,
  personOf,
  refusedBy,
  subject,
} from "./place.ts";
import { Family } from "./family-shown.tsx";
import { bodyWithWho, whoIn, WhoFields } from "./who.tsx";

const paths = ["/member/family", "/office/members/:person/family"] as const;

async function show(asked: PersonAsked & Pick<Asked, "moment">): Promise<View> {
  const person = personOf(asked);
  const named = await namedPerson(asked);
  const [family, { related }] = await Promise.all([
    readFamily(asked.system, asked.actor, person, asked.moment),
    readBeneficiaries(asked.system, asked.actor, person, asked.moment),
  ]);
  const words = asked.words.people.family;
  const changes = isOffice(asked) && may(asked.actor, "change a record", { person });
  return {
    title: isOffice(asked) ? words.titleOf(named) : words.title,
    over: <a href={homeOf(asked)}>{overOf(asked, named)}</a>,
    body: (
      <>
        {isOffice(asked) ? null : <p>{words.intro}</p>}
        <Family family={family} />
        {isOffice(asked) ? null : <p>{words.tell}</p>}
        {isOffice(asked) ? null : (
          <p className="acts">
            <ButtonLink href={link("/member/beneficiaries")}>
              {asked.words.people.beneficiaries.menuLink}
            </ButtonLink>
            <a href={link("/member/agent")}>{asked.words.people.agents.title}</a>
          </p>
        )}
        {changes ? <Changes family={family} related={related} person={person} /> : null}
      </>
    ),
  };
}

type Part = "marriage" | "end" | "marriage-withdrawal" | "child" | "disability" | "child-withdrawal";

function Changes({
  family,
  related,
  person,
}: {
  family: FamilySeen;
  related: readonly Related[];
  person: number;
}) {
  const words = useWords().people.family;
  const { typed } = useFrame();
  const papers = (kinds: readonly (keyof typeof words.papers)[]) =>
    kinds.map((kind) => ({ value: kind, text: words.papers[kind] }));
  const children = family.children.map(({ child, name }) => ({ value: String(child), text: name }));
  const part = (name: Part, summary: string, seen: string, fields: React.ReactNode) => (
    <More id={name} summary={summary} open={typed["part"] === name}>
      <Form action={`${link(paths[1], { person })}/${name}`} label={summary}>
        <input type="hidden" name="part" value={name} />
        <input type="hidden" name="seen" value={seen} />
        {fields}
        <Button>{summary}</Button>
      </Form>
    </More>
  );
  const { marriages, children: seenChildren } = family.seen;
  return (
    <>
      {family.married
        ? part(
            "end",
            words.endMarriage,
            marriages,
            <>
              <Choices
                name="how"
                label={words.how}
                options={marriageEnds.map((how) => ({ value: how, text: words.ends[how] }))}
              />
              <Field name="lastDay" type="date" label={words.lastDay} width="medium" />
              <Select name="endProof" label={words.proof} empty options={papers(familyProofs.end)} />
            </>,
          )
        : part(
            "marriage",
            words.addMarriage,
            marriages,
            <>
              <WhoFields at="Spouse" related={related} office />
              <Field name="wedding" type="date" label={words.wedding} width="medium" />
              <Select
                name="marriageProof"
                label={words.proof}
                empty
                options={papers(familyProofs.marriage)}
                optional
              />
            </>,
          )}
      {part(
        "child",
        words.addChild,
        seenChildren,
        <>
          <WhoFields at="Child" related={related} office />
          <Choices
            name="relation"
            label={words.relation}
            value="natural"
            options={childRelations.map((one) => ({ value: one, text: words.relations[one] }))}
          />
          <Field
            name="childSince"
            type="date"
            label={words.childSince}
            hint={words.childSinceHint}
            width="medium"
            optional
          />
          <Select name="childProof" label={words.proof} empty options={papers(familyProofs.child)} optional />
        </>,
      )}
      {children.length === 0
        ? null
        : part(
            "disability",
            words.recordDisability,
            seenChildren,
            <>
              <Select name="disabledChild" label={words.child} empty options={children} />
              <Field name="disabledFrom" type="date" label={words.disabilitySince} width="medium" />
              <Select
                name="disabilityProof"
                label={words.proof}
                empty
                options={papers(familyProofs.disability)}
              />
            </>,
          )}
      {family.marriages.length === 0
        ? null
        : part(
            "marriage-withdrawal",
            words.withdrawMarriage,
            marriages,
            <>
              <p>{words.withdrawSays}</p>
              <Field name="whyMarriage" label={words.because} />
            </>,
          )}
      {children.length === 0
        ? null
        : part(
            "child-withdrawal",
            words.withdrawChild,
            seenChildren,
            <>
              <Select name="withdrawnChild" label={words.child} empty options={children} />
              <Field name="whyChild" label={words.because} />
            </>,
          )}
    </>
  );
}

const says = (words: Words) => words.people.problems;
const seen = z.string("changed-meanwhile").max(40);
const Day = z.iso.date("dayMissing");
const paperOf = <const T extends readonly string[]>(kinds: T) =>
  z.preprocess((text) => (text === "" ? undefined : text), z.enum(kinds, "proof-needed").optional());
const childOf = z.coerce.number("no-such-child").int("no-such-child").positive("no-such-child");
const because = z.string("becauseMissing").trim().min(3, "becauseMissing").max(500);

menu("member", "read a record", "/member/family", (words) => words.people.family.menu);
for (const path of paths) page({ path, owner: "people", may: "read a record", subject, clocks: true, show });

const at = paths[1];
const route = { owner: "people", may: "change a record", subject, says, bad: show } as const;
/** What a marriage makes of a benefit is seen before it is recorded. */
const seeFirst = {
  about: (taken: PersonAsked) => [personOf(taken)],
  back: ({ person }: { readonly person: string }) => link(at, { person }),
};

/** After a change: the page again, or what is wrong, at a field where one is meant. */
async function after(
  taken: PersonAsked,
  outcome: Promise<Outcome<true, Refusal>>,
  fields: Readonly<Record<string, string>>,
) {
  await namedPerson(taken);
  const { refused } = await outcome;
  if (!refused) return see(link(at, { person: personOf(taken) }), taken.words.people.family.saved);
  const facts = Object.fromEntries(
    Object.entries(refused.facts).map(([name, value]) => [
      name,
      name === "to" && typeof value === "string" ? longDate(value) : value,
    ]),
  );
  return refusedBy({ ...refused, facts }, fields[refused.code] ?? fields["any"]);
}

form({
  ...route,
  path: `${at}/marriage`,
  seeFirst: { ...seeFirst, closed: (words: Words) => ({ ssnSpouse: words.people.who.ssn }) },
  body: bodyWithWho({ seen, wedding: Day, marriageProof: paperOf(familyProofs.marriage) }),
  take: async (taken) => {
    const { system, actor, body, key } = taken;
    await namedPerson(taken);
    const spouse = whoIn(body, "Spouse");
    if (spouse === undefined || spouse === "incomplete")
      return refusedBy({ code: "whoMissing", facts: {} }, "whoSpouse");
    const { wedding, marriageProof: proof } = body;
    const ask = { key, person: personOf(taken), spouse, wedding: parseDate(wedding), proof, seen: body.seen };
    return after(taken, addMarriage(system, actor, ask), {
      "no-such-member": "memberIdSpouse",
      "ssn-taken": "ssnSpouse",
      "ssn-wrong": "ssnSpouse",
      "changed-meanwhile": "",
      any: "wedding",
    });
  },
});
form({
  ...route,
  path: `${at}/end`,
  seeFirst,
  body: z.object({
    seen,
    how: z.enum(marriageEnds, "kindMissing"),
    lastDay: Day,
    endProof: z.enum(familyProofs.end, "proof-needed"),
  }),
  take: async (taken) => {
    const { system, actor, body, key } = taken;
    const ask = {
      key,
      person: personOf(taken),
      on: parseDate(body.lastDay),
      by: body.how,
      proof: body.endProof,
      seen: body.seen,
    };
    return after(
      taken,
      namedPerson(taken).then(() => closeMarriage(system, actor, ask)),
      { "changed-meanwhile": "", any: "lastDay" },
    );
  },
});
form({
  ...route,
  path: `${at}/marriage-withdrawal`,
  seeFirst,
  body: z.object({ seen, whyMarriage: because }),
  take: async (taken) => {
    const { system, actor, body, key } = taken;
    const ask = { key, person: personOf(taken), because: body.whyMarriage, seen: body.seen };
    return after(
      taken,
      namedPerson(taken).then(() => withdrawLastMarriage(system, actor, ask)),
      {},
    );
  },
});
form({
  ...route,
  path: `${at}/child`,
  body: bodyWithWho({
    seen,
    relation: z.enum(childRelations, "kindMissing"),
    childSince: z.preprocess((text) => (text === "" ? undefined : text), Day.optional()),
    childProof: paperOf(familyProofs.child),
  }),
  take: async (taken) => {
    const { system, actor, body, key } = taken;
    await namedPerson(taken);
    const child = whoIn(body, "Child");
    if (child === undefined || child === "incomplete")
      return refusedBy({ code: "whoMissing", facts: {} }, "whoChild");
    const { relation, childSince, childProof: proof } = body;
    const since = childSince === undefined ? undefined : parseDate(childSince);
    const ask = { key, person: personOf(taken), child, relation, since, proof, seen: body.seen };
    return after(taken, addChild(system, actor, ask), {
      "no-such-member": "memberIdChild",
      "born-after": "childSince",
      "in-future": "childSince",
      "ssn-taken": "ssnChild",
      "ssn-wrong": "ssnChild",
      "changed-meanwhile": "",
      any: "whoChild",
    });
  },
});
form({
  ...route,
  path: `${at}/disability`,
  body: z.object({
    seen,
    disabledChild: childOf,
    disabledFrom: Day,
    disabilityProof: z.enum(familyProofs.disability, "proof-needed"),
  }),
  take: async (taken) => {
    const { system, actor, body, key } = taken;
    const { disabledChild: child, disabilityProof: proof } = body;
    const ask = {
      key,
      person: personOf(taken),
      child,
      since: parseDate(body.disabledFrom),
      proof,
      seen: body.seen,
    };
    return after(
      taken,
      namedPerson(taken).then(() => recordDisability(system, actor, ask)),
      { "changed-meanwhile": "", any: "disabledFrom" },
    );
  },
});
form({
  ...route,
  path: `${at}/child-withdrawal`,
  body: z.object({ seen, withdrawnChild: childOf, whyChild: because }),
  take: async (taken) => {
    const { system, actor, body, key } = taken;
    const ask = {
      key,
      person: personOf(taken),
      child: body.withdrawnChild,
      because: body.whyChild,
      seen: body.seen,
    };
    return after(
      taken,
      namedPerson(taken).then(() => withdrawChild(system, actor, ask)),
      {},
    );
  },
});
