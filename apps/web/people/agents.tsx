import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import {
  type AgencySeen,
  type Designated,
  designateAgents,
  familyOrder,
  readAgency,
  recordAgentDeclines,
  recordStatement,
} from "@emeritus/operations/naming/name-agents.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { longDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { Alert, Button, Choices, Field, Form, LawLink, More, Tag } from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { type Asked, form, link, page, see, type View } from "../shared/routes.ts";
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
import { bodyWithWho, whoIn, WhoFields } from "./who.tsx";

const paths = ["/member/agent", "/office/members/:person/agent"] as const;
const ranks = ["agent", "successor"] as const;

const to = (asked: PersonAsked): string =>
  isOffice(asked) ? link(paths[1], { person: personOf(asked) }) : link(paths[0]);

async function show(asked: PersonAsked & Pick<Asked, "moment">): Promise<View> {
  const named = await namedPerson(asked);
  const person = personOf(asked);
  const seen = await readAgency(asked.system, asked.actor, person, asked.moment);
  const words = asked.words.people.agents;
  return {
    title: isOffice(asked) ? words.titleOf(named) : words.title,
    over: <a href={homeOf(asked)}>{overOf(asked, named)}</a>,
    body: (
      <>
        <p>
          {words.intro} <LawLink cites="RSMo 104.1093" />
        </p>
        <Agency seen={seen} />
        {may(asked.actor, "designate an agent", { person }) ? (
          <Designate at={to(asked)} seen={seen} office={isOffice(asked)} />
        ) : null}
        {isOffice(asked) && may(asked.actor, "change a record", { person }) ? (
          <Statement at={to(asked)} seen={seen} />
        ) : null}
        <Duties />
      </>
    ),
  };
}

/** Who is designated, and who acts. */
export function Agency({ seen }: { seen: AgencySeen }) {
  const words = useWords().people.agents;
  return (
    <>
      <p>
        <strong>{words.status[seen.status]}</strong>{" "}
        {seen.incapacitatedSince === undefined
          ? null
          : words.since({ day: longDate(formatDate(seen.incapacitatedSince)) })}
      </p>
      {seen.agents.length === 0 ? null : (
        <ul>
          {seen.agents.map((one) => (
            <li key={one.rank}>
              {words.ranks[one.rank]}: {one.name}. {one.mayNameBeneficiaries ? words.may : words.mayNot}
              {seen.acting === one.rank ? (
                <>
                  {" "}
                  <Tag>{words.acts}</Tag>
                </>
              ) : null}
              {one.declined ? (
                <>
                  {" "}
                  <Tag>{words.declined}</Tag>
                </>
              ) : null}
              {one.died ? (
                <>
                  {" "}
                  <Tag>{words.died}</Tag>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Designate({ at, seen, office }: { at: string; seen: AgencySeen; office: boolean }) {
  const words = useWords().people.agents;
  const { typed } = useFrame();
  if (!office && seen.incapacitatedSince !== undefined)
    return <Alert kind="info">{words.since({ day: longDate(formatDate(seen.incapacitatedSince)) })}</Alert>;
  return (
    <More id="designate" summary={words.change} open={"seenAgents" in typed}>
      <p>{words.changeSays}</p>
      <Form action={at} label={words.change}>
        <input type="hidden" name="seenAgents" value={seen.seen.agents} />
        {ranks.map((rank) => {
          const was = seen.agents.find((one) => one.rank === rank);
          return (
            <fieldset key={rank} className="usa-fieldset field">
              <legend className="usa-legend">{words.ranks[rank]}</legend>
              <WhoFields at={rank} related={seen.related} chosen={was?.agent} office={office} />
              <Choices
                many
                name={`naming${rank}`}
                label={words.may}
                value={was?.mayNameBeneficiaries ? "yes" : undefined}
                options={[{ value: "yes", text: words.allowNaming }]}
              />
            </fieldset>
          );
        })}
        <Button>{words.save}</Button>
      </Form>
    </More>
  );
}

function Statement({ at, seen }: { at: string; seen: AgencySeen }) {
  const words = useWords().people.agents;
  const { typed } = useFrame();
  return (
    <>
      <More id="statement" summary={words.statement} open={"seenIncapacity" in typed}>
        <p>{words.statementSays}</p>
        <Form action={`${at}/statement`} label={words.statement}>
          <input type="hidden" name="seenIncapacity" value={seen.seen.incapacity} />
          <Choices
            name="statement"
            label={words.statementKind}
            options={(["physicianStatement", "courtFinding", "able"] as const).map((kind) => ({
              value: kind,
              text: words.statements[kind],
            }))}
          />
          <Field name="received" type="date" label={words.received} width="medium" />
          <Button>{words.statement}</Button>
        </Form>
      </More>
      <div className="acts">
        {" "}
        {seen.agents.map((one) => (
          <Form key={one.rank} action={`${at}/declines`} className="act" label={words.declines(one)}>
            <input type="hidden" name="seenAgents" value={seen.seen.agents} />
            <input type="hidden" name="rank" value={one.rank} />
            <input type="hidden" name="declines" value={one.declined ? "no" : "yes"} />
            <Button look="outline">{one.declined ? words.actsAgain(one) : words.declines(one)}</Button>
          </Form>
        ))}
      </div>{" "}
    </>
  );
}

function Duties() {
  const words = useWords().people.agents;
  return (
    <>
      <h2 id="duties">{words.duties}</h2>
      <ul>
        {words.dutyList.map((duty) => (
          <li key={duty}>{duty}</li>
        ))}
      </ul>
      <p>{words.goodFaith}</p>
      <h2 id="without">{words.without}</h2>
      <p>{words.withoutSays}</p>
      <ol>
        {familyOrder.map((one) => (
          <li key={one}>{words.order[one]}</li>
        ))}
      </ol>
    </>
  );
}

const says = (words: Words) => words.people.problems;
const seenAgents = z.string("changed-meanwhile").max(40);

for (const path of paths) {
  page({ path, owner: "people", may: "read a record", subject, clocks: true, show });
  form({
    path,
    owner: "people",
    may: "designate an agent",
    subject,
    body: bodyWithWho({ seenAgents }),
    says,
    bad: show,
    take: async (taken) => {
      const { system, actor, body, key, words } = taken;
      await namedPerson(taken);
      const designated: Designated[] = [];
      for (const rank of ranks) {
        const who = whoIn(body, rank);
        if (who === "incomplete") return refusedBy({ code: "whoMissing", facts: {} }, `who${rank}`);
        const naming = [body[`naming${rank}`]].flat().includes("yes");
        if (who !== undefined) designated.push({ rank, who, mayNameBeneficiaries: naming });
      }
      const ask = { key, person: personOf(taken), designated, seen: body.seenAgents };
      const { accepted, refused } = await designateAgents(system, actor, ask);
      if (refused) return refusedBy(refused, refused.code === "changed-meanwhile" ? undefined : "whoagent");
      return see(to(taken), words.people.agents.saved(accepted));
    },
  });
}

form({
  path: `${paths[1]}/statement`,
  owner: "people",
  may: "change a record",
  subject,
  body: z.object({
    seenIncapacity: z.string("changed-meanwhile").max(40),
    statement: z.enum(["physicianStatement", "courtFinding", "able"], "kindMissing"),
    received: z.iso.date("dayMissing"),
  }),
  says,
  bad: show,
  take: async (taken) => {
    const { system, actor, body, key, words } = taken;
    await namedPerson(taken);
    const { refused } = await recordStatement(system, actor, {
      key,
      person: personOf(taken),
      received: parseDate(body.received),
      proof: body.statement === "able" ? undefined : body.statement,
      seen: body.seenIncapacity,
    });
    if (refused) return refusedBy(refused, refused.code === "changed-meanwhile" ? undefined : "received");
    return see(to(taken), words.people.family.saved);
  },
});

form({
  path: `${paths[1]}/declines`,
  owner: "people",
  may: "change a record",
  subject,
  body: z.object({
    seenAgents,
    rank: z.enum(ranks, "kindMissing"),
    declines: z.enum(["yes", "no"], "kindMissing"),
  }),
  says,
  bad: show,
  take: async (taken) => {
    const { system, actor, body, key, words } = taken;
    await namedPerson(taken);
    const ask = {
      key,
      person: personOf(taken),
      rank: body.rank,
      declines: body.declines === "yes",
      seen: body.seenAgents,
    };
    const { refused } = await recordAgentDeclines(system, actor, ask);
    if (refused) return refusedBy(refused);
    return see(to(taken), words.people.family.saved);
  },
});
