import { formatDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import {
  addPaper,
  fieldsOf,
  refuseRequest,
  releaseRecords,
  withdrawRequest,
} from "@emeritus/operations/disclosing/decide-request.ts";
import { allowMailing, payMailingCost } from "@emeritus/operations/disclosing/mailing.ts";
import {
  packageCsv,
  packageLetter,
  readGroupFile,
  readPackage,
} from "@emeritus/operations/disclosing/package.ts";
import {
  type DisclosureSeen,
  readDisclosure,
  readDisclosurePaper,
} from "@emeritus/operations/disclosing/read-disclosures.ts";
import { type DisclosureAction, statusAfter } from "@emeritus/operations/disclosing/status.ts";
import { employerNames } from "@emeritus/operations/estimating/read-member-record.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import { type Action, may } from "@emeritus/operations/permissions.ts";
import type { System } from "@emeritus/operations/system.ts";
import { count, longDate, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Button, Empty, Facts, Field, Form, PaperField, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, file, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { says } from "./disclosures.tsx";
import { StepsTaken } from "./steps-taken.tsx";

const path = "/office/disclosures/:disclosure" as const;
type CaseAsked = Pick<Asked, "system" | "actor" | "words"> & {
  readonly params: { readonly disclosure: string };
};
const numberOf = ({ params }: Pick<CaseAsked, "params">): number => numberIn(params.disclosure);

async function show(asked: CaseAsked): Promise<View> {
  const { system, actor, words } = asked;
  const seen = await readDisclosure(system, actor, numberOf(asked));
  if (seen === undefined) throw notFound();
  const employers = await employerNames(system);
  return {
    title: words.disclosure.number({ number: count(seen.request.disclosure) }),
    over: <a href={link("/office/disclosures")}>{words.disclosure.case.over}</a>,
    wide: true,
    body: <CasePage seen={seen} actor={actor} employers={employers} timeZone={system.fund.timeZone} />,
  };
}

interface Shown {
  readonly seen: DisclosureSeen;
  readonly actor: Actor;
}

function CasePage(props: Shown & { employers: ReadonlyMap<number, string>; timeZone: string }) {
  const { seen, actor } = props;
  const words = useWords().disclosure;
  const { request } = seen;
  const statuses: Readonly<Record<string, string>> = words.statuses;
  const tells = request.status === "answered" || request.status === "released";
  const packaged = tells && request.kind !== "group" && may(actor, "prepare a release");
  const { disclosure } = request;
  return (
    <>
      <p>
        <Tag>{statuses[request.status] ?? request.status}</Tag>
      </p>
      <h2>{words.case.asked}</h2>
      <AskedFacts {...props} />
      <h2>{tells ? words.case.told : words.case.toBeTold}</h2>
      <Items seen={seen} />
      {packaged ? (
        <p className="acts">
          <a href={link("/office/disclosures/:disclosure/package.pdf", { disclosure })}>{words.case.pdf}</a>
          <a href={link("/office/disclosures/:disclosure/package.csv", { disclosure })}>{words.case.csv}</a>
        </p>
      ) : null}
      <Acts {...props} />
      <Steps seen={seen} timeZone={props.timeZone} />
    </>
  );
}

function AskedFacts({ seen, employers }: Shown & { employers: ReadonlyMap<number, string> }) {
  const all = useWords();
  const words = all.disclosure;
  const { request, persons } = seen;
  const { facts, ground, employer } = request;
  const text = (name: string) => (typeof facts[name] === "string" ? String(facts[name]) : undefined);
  const representative = text("representative") as keyof typeof words.representatives | undefined;
  const purposeKind = text("purposeKind") as keyof typeof words.purposeKinds | undefined;
  const rows: (readonly [string, React.ReactNode])[] = [
    [words.columns.asker, request.asker],
    [words.columns.kind, words.kinds[request.kind]],
    [words.columns.received, longDate(formatDate(request.received))],
    [words.columns.due, longDate(formatDate(seen.due))],
  ];
  if (request.kind !== "mailing" && persons.length > 0)
    rows.push([
      words.case.about,
      persons.map(({ person, name, memberId }) => (
        <span key={person}>
          <a href={link("/office/members/:person/disclosures", { person })}>{name}</a>{" "}
          <span className="small soft">{memberId}</span>{" "}
        </span>
      )),
    ]);
  if (ground !== undefined)
    rows.push([words.form.ground, `${words.grounds[ground]} (${words.cites[ground]})`]);
  const chosen = fieldsOf(request).map((field) => words.fields[field]);
  if (chosen.length > 0) rows.push([words.form.fields, chosen.join(", ")]);
  if (representative !== undefined)
    rows.push([words.form.representative, words.representatives[representative]]);
  if (employer !== undefined)
    rows.push([words.mailing.department, employers.get(employer) ?? String(employer)]);
  if (purposeKind !== undefined) rows.push([words.form.purposeKind, words.purposeKinds[purposeKind]]);
  if (request.purpose !== undefined)
    rows.push([request.kind === "mailing" ? words.mailing.subject : words.form.purpose, request.purpose]);
  const promisedBy = text("promisedBy");
  if (promisedBy !== undefined) rows.push([words.form.promisedBy, promisedBy]);
  const law = text("law");
  if (law !== undefined) rows.push([words.form.law, law]);
  if (request.kind === "mailing") {
    const people = Number(facts["people"] ?? 0);
    rows.push([words.mailing.text, text("text") ?? ""]);
    rows.push([words.mailing.letters, count(people)]);
    rows.push([words.mailing.cost, money(people * Number(facts["centsALetter"] ?? 0))]);
  }
  if (request.kind === "release")
    rows.push([
      words.form.paper,
      seen.hasPaper ? (
        <a href={link("/office/disclosures/:disclosure/paper", { disclosure: request.disclosure })}>
          {words.case.paper}
        </a>
      ) : (
        words.case.paperNone
      ),
    ]);
  return <Facts facts={rows.map(([name, value]) => ({ name, value }))} />;
}

function Items({ seen }: { seen: DisclosureSeen }) {
  const words = useWords().disclosure;
  const { request, items, persons } = seen;
  const fields: Readonly<Record<string, string>> = words.fields;
  if (request.kind === "group")
    return (
      <p>
        {words.group.says({
          people: count(Number(request.facts["people"])),
          lines: count(Number(request.facts["lines"])),
        })}{" "}
        <a href={link("/office/disclosures/:disclosure/group.csv", { disclosure: request.disclosure })}>
          {words.group.file}
        </a>
      </p>
    );
  if (items.length === 0) return <Empty>{words.case.toldNone}</Empty>;
  const names = new Map(persons.map(({ person, name }) => [person, name]));
  const several = persons.length > 1;
  return (
    <Table
      caption={words.case.told}
      quiet
      rows={items}
      keyOf={(_, index) => index}
      columns={[
        ...(several
          ? [
              {
                head: words.case.itemColumns.person,
                cell: ({ person }: (typeof items)[number]) => names.get(person) ?? "",
              },
            ]
          : []),
        { head: words.case.itemColumns.field, names: true, cell: ({ field }) => fields[field] ?? field },
        { head: words.case.itemColumns.detail, cell: ({ detail }) => detail },
        { head: words.case.itemColumns.value, cell: ({ value }) => value ?? words.told.readWhenPrinted },
      ]}
    />
  );
}

function Steps({ seen, timeZone }: { seen: DisclosureSeen; timeZone: string }) {
  const words = useWords().disclosure;
  const why = ({ facts }: DisclosureSeen["request"]["steps"][number]) =>
    [facts["because"], facts["cites"], facts["reference"]]
      .filter((one) => typeof one === "string")
      .join(" · ");
  return (
    <StepsTaken
      heading={words.case.steps}
      columns={words.case.stepColumns}
      actions={words.actions}
      steps={seen.request.steps}
      timeZone={timeZone}
      why={why}
    />
  );
}

function Acts({ seen, actor }: Shown) {
  const words = useWords().disclosure;
  const { request, persons } = seen;
  const about = request.kind === "mailing" ? [] : persons;
  const allowed = (action: Action, doing: DisclosureAction) =>
    statusAfter(request.status, doing) !== undefined &&
    may(actor, action) &&
    about.every(({ person }) => may(actor, action, { person }));
  const to = link(path, { disclosure: request.disclosure });
  const isMailing = request.kind === "mailing";
  return (
    <>
      {allowed("prepare a release", "addPaper") ? (
        <Form action={`${to}/paper`} upload label={words.case.addPaper}>
          <PaperField name="file" label={words.form.paper} hint={words.form.paperHint} />
          <Button>{words.case.addPaper}</Button>
        </Form>
      ) : null}
      {!isMailing && allowed("approve a release", "release") ? (
        <Form action={`${to}/release`} label={words.case.release}>
          <h3>{words.case.release}</h3>
          <p className="measure">{words.case.releaseSays}</p>
          <Button>{words.case.release}</Button>
        </Form>
      ) : null}
      {isMailing && allowed("approve a release", "mail") ? (
        <Form action={`${to}/mail`} label={words.mailing.allow}>
          <Button>{words.mailing.allow}</Button>
        </Form>
      ) : null}
      {allowed("approve a release", "refuse") ? (
        <Form action={`${to}/refuse`} label={words.case.refuse}>
          <h3>{words.case.refuse}</h3>
          <p className="measure">{words.case.refuseSays}</p>
          <Field name="because" label={words.form.reason} />
          <Field name="cites" label={words.form.cites} width="medium" />
          <Button look="outline">{words.case.refuse}</Button>
        </Form>
      ) : null}
      {allowed("prepare a release", "payCost") ? (
        <Form action={`${to}/cost`} label={words.mailing.payCost}>
          <Field name="reference" label={words.mailing.reference} width="medium" />
          <Button>{words.mailing.payCost}</Button>
        </Form>
      ) : null}
      {allowed("prepare a release", "withdraw") ? (
        <Form action={`${to}/withdraw`} label={words.case.withdraw}>
          <Button look="link">{words.case.withdraw}</Button>
        </Form>
      ) : null}
    </>
  );
}

page({ path, owner: "disclosure", may: "read disclosures", show });

page({
  path: `${path}/paper`,
  owner: "disclosure",
  may: "read disclosures",
  show: async (asked) => {
    const found = await readDisclosurePaper(asked.system, asked.actor, numberOf(asked));
    if (found === undefined) throw notFound();
    const ending =
      { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png" }[found.mediaType] ?? "bin";
    return file({
      name: `request-${numberOf(asked)}.${ending}`,
      type: found.mediaType,
      bytes: found.content,
    });
  },
});

page({
  path: `${path}/group.csv`,
  owner: "disclosure",
  may: "read disclosures",
  show: async (asked) => {
    const bytes = await readGroupFile(asked.system, asked.actor, numberOf(asked));
    if (bytes === undefined) throw notFound();
    return file({ name: `request-${numberOf(asked)}.csv`, type: "text/csv; charset=utf-8", bytes });
  },
});

const packageOf = async (asked: CaseAsked) => {
  const { accepted } = await readPackage(asked.system, asked.actor, numberOf(asked));
  if (accepted === undefined) throw notFound();
  return accepted;
};

page({
  path: `${path}/package.csv`,
  owner: "disclosure",
  may: "prepare a release",
  show: async (asked) => {
    const { parts } = await packageOf(asked);
    const bytes = new TextEncoder().encode(packageCsv(asked.words, parts));
    return file({ name: `request-${numberOf(asked)}.csv`, type: "text/csv; charset=utf-8", bytes });
  },
});

page({
  path: `${path}/package.pdf`,
  owner: "disclosure",
  may: "prepare a release",
  show: async (asked) => {
    const { request, releasedOn, parts } = await packageOf(asked);
    const letter = packageLetter(asked.words, asked.system.fund, request, releasedOn, parts);
    const bytes = await asked.system.letters.print(letter);
    return file({ name: `request-${numberOf(asked)}.pdf`, type: "application/pdf", bytes });
  },
});

type Act = (
  system: System,
  actor: Actor,
  asked: { key: string; disclosure: number; because: string; cites: string; reference: string },
) => Promise<Outcome<unknown>>;

/** Each act by its place, who may, and the field that a problem belongs to. */
const acts: readonly (readonly [place: string, done: DisclosureAction, may: Action, act: Act])[] = [
  ["release", "release", "approve a release", releaseRecords],
  ["mail", "mail", "approve a release", allowMailing],
  ["refuse", "refuse", "approve a release", refuseRequest],
  ["withdraw", "withdraw", "prepare a release", withdrawRequest],
  ["cost", "payCost", "prepare a release", payMailingCost],
];
const fieldOf: Readonly<Record<string, string>> = {
  "reason-missing": "because",
  "cites-missing": "cites",
  "reference-missing": "reference",
};
const text = z.string().max(500).default("");

for (const [place, done, action, act] of acts)
  form({
    path: `${path}/${place}`,
    owner: "disclosure",
    may: action,
    body: z.object({ because: text, cites: text, reference: text }),
    says,
    bad: show,
    take: async (taken) => {
      const { system, actor, body, key, words } = taken;
      const disclosure = numberOf(taken);
      const { refused } = await act(system, actor, { key, disclosure, ...body });
      if (refused?.code === "no-such-request") throw notFound();
      if (refused) {
        const field = fieldOf[refused.code];
        return again({ ...(field === undefined ? {} : { field }), says: refused.code, facts: refused.facts });
      }
      const said: Readonly<Record<string, string>> = words.disclosure.case.done;
      return see(link(path, { disclosure }), said[done] ?? words.disclosure.mailing.paidSays);
    },
  });

form({
  path: `${path}/paper`,
  owner: "disclosure",
  may: "prepare a release",
  upload: { most: 10_000_000 },
  body: z.object({}),
  says,
  bad: show,
  take: async (taken) => {
    const { system, actor, key, words, file: sent } = taken;
    const disclosure = numberOf(taken);
    const paper = sent?.bytes ?? new Uint8Array();
    const { refused } = await addPaper(system, actor, { key, disclosure, paper });
    if (refused?.code === "no-such-request") throw notFound();
    if (refused) return again({ field: "file", says: refused.code, facts: refused.facts });
    return see(link(path, { disclosure }), words.disclosure.case.done.addPaper);
  },
});
