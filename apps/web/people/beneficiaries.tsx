import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import {
  type Named,
  type NamingSeen,
  nameBeneficiariesFor,
  purposes,
  readBeneficiaries,
  WHOLE,
} from "@emeritus/operations/naming/name-beneficiaries.ts";
import type { Related } from "@emeritus/operations/naming/somebody.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { fromHundredths, longDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { Button, Empty, Field, Form, More, Select, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
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

const paths = ["/member/beneficiaries", "/office/members/:person/beneficiaries"] as const;
const change = ["/member/beneficiaries/:purpose", "/office/members/:person/beneficiaries/:purpose"] as const;

type PurposeAsked = PersonAsked & { readonly params: { readonly purpose: string; readonly person?: string } };

const listOf = (asked: PersonAsked): string =>
  isOffice(asked) ? link(paths[1], { person: personOf(asked) }) : link(paths[0]);
const changeOf = (asked: PersonAsked, purpose: string): string =>
  isOffice(asked) ? link(change[1], { person: personOf(asked), purpose }) : link(change[0], { purpose });

async function show(asked: PersonAsked & Pick<Asked, "moment">): Promise<View> {
  const named = await namedPerson(asked);
  const person = personOf(asked);
  const { lists } = await readBeneficiaries(asked.system, asked.actor, person, asked.moment);
  const words = asked.words.people.beneficiaries;
  const changes = may(asked.actor, "name a beneficiary", { person });
  return {
    title: isOffice(asked) ? words.titleOf(named) : words.title,
    over: <a href={homeOf(asked)}>{overOf(asked, named)}</a>,
    body: (
      <>
        {isOffice(asked) ? null : <p>{words.intro}</p>}
        {lists.map((list) => (
          <section key={list.purpose} aria-labelledby={list.purpose}>
            <h2 id={list.purpose}>{words.purposes[list.purpose]}</h2>
            <p>{words.purposesSay[list.purpose]}</p>
            <NamedList list={list} />
            {changes ? (
              <p>
                <a href={changeOf(asked, list.purpose)}>
                  {words.changeLink}
                  <span className="usa-sr-only">: {words.purposes[list.purpose]}</span>
                </a>
              </p>
            ) : null}
          </section>
        ))}
      </>
    ),
  };
}

/** A share as it is read: a percent, or so many of equal parts. */
function useShare() {
  const words = useWords().people.beneficiaries;
  return (parts: number, of: number): string => {
    if (parts === of) return words.percent({ percent: "100" });
    const hundredths = (parts * WHOLE) / of;
    return Number.isInteger(hundredths)
      ? words.percent({ percent: fromHundredths(hundredths) })
      : words.fraction({ parts, of });
  };
}

/** Whom somebody named for one purpose. */
export function NamedList({ list }: { list: NamingSeen }) {
  const words = useWords().people.beneficiaries;
  const share = useShare();
  if (list.named.length === 0) return <Empty>{words.nobody}</Empty>;
  return (
    <Table
      caption={words.purposes[list.purpose]}
      quiet
      rows={list.named}
      keyOf={({ beneficiary }) => beneficiary}
      columns={[
        {
          head: words.who,
          names: true,
          cell: ({ name, body, died }) => (
            <>
              {body ? words.actsFor({ name, body: body.name }) : name}
              {died === undefined ? null : (
                <span className="soft small"> {words.died({ day: longDate(formatDate(died)) })}</span>
              )}
            </>
          ),
        },
        { head: words.rank, cell: ({ rank }) => words.ranks[rank] },
        { head: words.share, number: true, cell: ({ parts, of }) => share(parts, of) },
      ]}
    />
  );
}

const mostLines = 12;

async function showChange(asked: PurposeAsked): Promise<View> {
  const named = await namedPerson(asked);
  const purpose = purposes.find((one) => one === asked.params.purpose);
  if (purpose === undefined) throw notFound();
  const { lists, related } = await readBeneficiaries(asked.system, asked.actor, personOf(asked));
  const list = lists.find((one) => one.purpose === purpose)!;
  const words = asked.words.people.beneficiaries;
  return {
    title: words.change({ purpose: words.purposes[purpose] }),
    over: <a href={listOf(asked)}>{isOffice(asked) ? words.titleOf(named) : words.title}</a>,
    body: (
      <ChangeForm action={changeOf(asked, purpose)} list={list} related={related} office={isOffice(asked)} />
    ),
  };
}

function ChangeForm(props: {
  action: string;
  list: NamingSeen;
  related: readonly Related[];
  office: boolean;
}) {
  const { list, office } = props;
  const words = useWords().people.beneficiaries;
  const lines = Math.min(mostLines, list.named.length + 3);
  return (
    <>
      <p>{words.changeSays}</p>
      <Form action={props.action} label={words.change({ purpose: words.purposes[list.purpose] })}>
        <input type="hidden" name="seen" value={list.seen} />
        {Array.from({ length: lines }, (_, at) => (
          <Line key={at} at={at + 1} was={list.named[at]} related={props.related} office={office} />
        ))}
        {office ? <Field name="received" type="date" label={words.received} width="medium" optional /> : null}
        <Button>{words.save}</Button>
      </Form>
    </>
  );
}

function Line(props: {
  at: number;
  was: NamingSeen["named"][number] | undefined;
  related: readonly Related[];
  office: boolean;
}) {
  const { at, was } = props;
  const words = useWords().people.beneficiaries;
  const equal = was === undefined || was.of !== WHOLE;
  return (
    <fieldset className="usa-fieldset field">
      <legend className="usa-legend">{words.line({ number: at })}</legend>
      <WhoFields at={String(at)} related={props.related} chosen={was?.beneficiary} office={props.office} />
      <Select
        name={`rank${at}`}
        label={words.rank}
        value={was?.rank ?? "primary"}
        options={(["primary", "contingent"] as const).map((rank) => ({
          value: rank,
          text: words.ranks[rank],
        }))}
      />
      <Field
        name={`share${at}`}
        label={words.share}
        hint={words.shareHint}
        value={equal ? "" : fromHundredths(was.parts)}
        inputMode="decimal"
        width="short"
        suffix="%"
        optional
      />
      <More summary={words.body} open={was?.body !== undefined}>
        <Select
          name={`bodyKind${at}`}
          label={words.bodyKind}
          value={was?.body?.kind ?? ""}
          options={[
            { value: "", text: words.bodyNone },
            ...(["trust", "charity", "estate"] as const).map((kind) => ({
              value: kind,
              text: words.bodies[kind],
            })),
          ]}
        />
        <Field
          name={`body${at}`}
          label={words.body}
          hint={words.bodyHint}
          value={was?.body?.name ?? ""}
          optional
        />
      </More>
    </fieldset>
  );
}

/** A percent with two decimals at most as hundredths; NaN where it is none, which the decision refuses. */
const shareIn = (text: string): number | undefined => {
  const typed = text.trim().replace(/%$/, "");
  if (typed === "") return undefined;
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(typed);
  return found === null ? Number.NaN : Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
};

const Text = z.string().trim().max(200).catch("");

/** The lines of the form that name somebody, in order; "incomplete" with the line where it is not clear who. */
function namedIn(body: Readonly<Record<string, unknown>>): Named[] | { readonly incomplete: number } {
  const named: Named[] = [];
  for (let at = 1; at <= mostLines; at++) {
    const who = whoIn(body, String(at));
    if (who === undefined) continue;
    if (who === "incomplete") return { incomplete: at };
    const share = shareIn(Text.parse(body[`share${at}`]));
    const name = Text.parse(body[`body${at}`]);
    const kind = z.enum(["trust", "charity", "estate"]).safeParse(body[`bodyKind${at}`]);
    named.push({
      who,
      rank: body[`rank${at}`] === "contingent" ? "contingent" : "primary",
      ...(share === undefined ? {} : { share }),
      ...(kind.success && name !== "" ? { body: { kind: kind.data, name } } : {}),
    });
  }
  return named;
}

const says = (words: Words) => words.people.problems;

for (const path of paths) page({ path, owner: "people", may: "read a record", subject, clocks: true, show });
for (const path of change) {
  page({ path, owner: "people", may: "name a beneficiary", subject, show: showChange });
  form({
    path,
    owner: "people",
    may: "name a beneficiary",
    subject,
    body: bodyWithWho({
      seen: z.string("changed-meanwhile").max(40),
      received: z.preprocess((text) => (text === "" ? undefined : text), z.iso.date("dayMissing").optional()),
    }),
    says,
    bad: showChange,
    take: async (taken) => {
      const { system, actor, body, key, words } = taken;
      await namedPerson(taken);
      const purpose = purposes.find((one) => one === taken.params.purpose);
      if (purpose === undefined) throw notFound();
      const named = namedIn(body);
      if ("incomplete" in named)
        return refusedBy({ code: "whoMissing", facts: {} }, `who${named.incomplete}`);
      const received = body.received === undefined ? undefined : parseDate(body.received);
      const ask = { key, person: personOf(taken), purpose, named, received, seen: body.seen };
      const { accepted, refused } = await nameBeneficiariesFor(system, actor, ask);
      if (refused) return refusedBy(refused, refused.code.startsWith("share") ? "share1" : undefined);
      return see(listOf(taken), words.people.beneficiaries.saved(accepted));
    },
  });
}
