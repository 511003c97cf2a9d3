import { formatDate } from "@emeritus/engine/dates.ts";
import { answerRequest } from "@emeritus/operations/disclosing/answer-request.ts";
import { askRelease } from "@emeritus/operations/disclosing/ask-release.ts";
import {
  closedFields,
  purposeKinds,
  representativeKinds,
} from "@emeritus/operations/disclosing/decide-release.ts";
import { type OpenFact, readOpenFacts } from "@emeritus/operations/disclosing/open-facts.ts";
import { readRequestsAbout } from "@emeritus/operations/disclosing/read-disclosures.ts";
import { employerNames } from "@emeritus/operations/estimating/read-member-record.ts";
import { may } from "@emeritus/operations/permissions.ts";
import type { DisclosureLine } from "@emeritus/records/disclosure.ts";
import { releaseGrounds } from "@emeritus/records/disclosure-tables.ts";
import { z } from "zod";
import { maybe } from "../employer/form-fields.ts";
import {
  Button,
  Choices,
  Empty,
  Field,
  Form,
  LongField,
  PaperField,
  Select,
  Table,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { dayTyped, employerTyped, Requests, says } from "./disclosures.tsx";

const path = "/office/members/:person/disclosures" as const;
const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });

type PersonAsked = Pick<Asked, "system" | "actor" | "words"> & {
  readonly params: { readonly person: string };
};

async function show({ system, actor, words, params }: PersonAsked): Promise<View> {
  const person = numberIn(params.person);
  const seen = await readOpenFacts(system, actor, person);
  if (seen === undefined) throw notFound();
  const [lines, employers] = await Promise.all([
    readRequestsAbout(system, actor, person),
    employerNames(system),
  ]);
  const name = seen.facts[0]!.value;
  return {
    title: words.disclosure.person.titleOf({ name }),
    over: (
      <>
        <a href={link("/office/members/:person", { person })}>{name}</a>{" "}
        <a href={link("/office/disclosures")}>{words.disclosure.title}</a>
      </>
    ),
    body: (
      <Told
        person={person}
        facts={seen.facts}
        lines={lines}
        employers={[...employers].map(([value, text]) => ({ value: String(value), text }))}
        today={formatDate(system.calendar.today())}
        answers={may(actor, "answer a public request", { person })}
        prepares={may(actor, "prepare a release", { person })}
      />
    ),
  };
}

function Told(props: {
  person: number;
  facts: readonly OpenFact[];
  lines: readonly DisclosureLine[];
  employers: { value: string; text: string }[];
  today: string;
  answers: boolean;
  prepares: boolean;
}) {
  const words = useWords().disclosure;
  const { person, today } = props;
  return (
    <>
      <h2>{words.person.factsHeading}</h2>
      <p className="measure">{words.person.factsSay}</p>
      <Table<OpenFact>
        caption={words.person.factsHeading}
        quiet
        rows={props.facts}
        keyOf={(_, index) => index}
        columns={[
          { head: words.case.itemColumns.field, names: true, cell: ({ field }) => words.fields[field] },
          { head: words.case.itemColumns.detail, cell: ({ detail }) => detail },
          { head: words.case.itemColumns.value, cell: ({ value }) => value },
        ]}
      />
      {props.answers ? (
        <section aria-labelledby="answer">
          <h2 id="answer">{words.person.answerHeading}</h2>
          <Form action={`${link(path, { person })}/answer`} label={words.person.answerHeading}>
            <Field name="asker" label={words.form.asker} hint={words.form.askerHint} />
            <Field name="received" type="date" label={words.form.received} value={today} width="medium" />
            <Button>{words.person.answer}</Button>
          </Form>
        </section>
      ) : null}
      {props.prepares ? <Release person={person} today={today} employers={props.employers} /> : null}
      <h2>{words.person.history}</h2>
      {props.lines.length === 0 ? (
        <Empty>{words.person.historyNone}</Empty>
      ) : (
        <Requests lines={props.lines} caption={words.person.history} today={today} />
      )}
    </>
  );
}

function Release(props: { person: number; today: string; employers: { value: string; text: string }[] }) {
  const words = useWords().disclosure;
  const says = words.form;
  return (
    <section aria-labelledby="release">
      <h2 id="release">{words.person.releaseHeading}</h2>
      <p className="measure">{words.person.releaseSays}</p>
      <Form
        action={`${link(path, { person: props.person })}/release`}
        upload
        label={words.person.releaseHeading}
      >
        <Field name="closedAsker" label={says.asker} hint={says.askerHint} />
        <LongField
          name="askerAddress"
          label={says.askerAddress}
          hint={says.askerAddressHint}
          rows={3}
          optional
        />
        <Field name="closedReceived" type="date" label={says.received} value={props.today} width="medium" />
        <Choices
          name="ground"
          label={says.ground}
          options={releaseGrounds.map((ground) => ({
            value: ground,
            text: words.grounds[ground],
            says: `${words.cites[ground]}. ${words.papers[ground]}.`,
          }))}
        />
        <Choices
          name="fields"
          many
          label={says.fields}
          options={closedFields.map((field) => ({ value: field, text: words.fields[field] }))}
        />
        <Select
          name="representative"
          label={says.representative}
          optional
          options={[
            { value: "", text: says.nobody },
            ...representativeKinds.map((kind) => ({ value: kind, text: words.representatives[kind] })),
          ]}
        />
        <Field name="law" label={says.law} optional />
        <Select
          name="employer"
          label={says.employer}
          optional
          options={[{ value: "", text: says.nobody }, ...props.employers]}
        />
        <Select
          name="purposeKind"
          label={says.purposeKind}
          optional
          options={[
            { value: "", text: says.nobody },
            ...purposeKinds.map((kind) => ({ value: kind, text: words.purposeKinds[kind] })),
          ]}
        />
        <Field name="purpose" label={says.purpose} optional />
        <Field name="promisedBy" label={says.promisedBy} optional />
        <PaperField name="file" label={says.paper} hint={says.paperHint} optional />
        <Button look="outline">{words.person.release}</Button>
      </Form>
    </section>
  );
}

const text = (most: number) => z.string().max(most).default("");
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .union([z.enum(values), z.literal("")])
    .default("")
    .transform((value) => (value === "" ? undefined : value));

page({ path, owner: "disclosure", may: "read disclosures", subject, show });

form({
  path: `${path}/answer`,
  owner: "disclosure",
  may: "answer a public request",
  subject,
  body: z.object({ asker: text(200), received: dayTyped }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const person = numberIn(params.person);
    const { accepted, refused } = await answerRequest(system, actor, { key, person, ...body });
    if (refused?.code === "no-such-person") throw notFound();
    if (refused)
      return again({ field: refused.code === "asker-missing" ? "asker" : "received", says: refused.code });
    return see(link(path, { person }), words.disclosure.person.answered({ number: accepted.disclosure }));
  },
});

const fieldOf: Readonly<Record<string, string>> = {
  "asker-missing": "closedAsker",
  "in-future": "closedReceived",
  "ground-missing": "ground",
  "nothing-chosen": "fields",
  "ssn-closed": "fields",
  "representative-missing": "representative",
  "agent-not-acting": "representative",
  "department-missing": "employer",
  "department-not-covered": "employer",
  "purpose-not-covered": "purposeKind",
  "purpose-missing": "purpose",
  "purpose-off": "ground",
  "promise-missing": "promisedBy",
  "law-missing": "law",
  "file-missing": "file",
  "file-too-large": "file",
  "file-kind-unknown": "file",
};

form({
  path: `${path}/release`,
  owner: "disclosure",
  may: "prepare a release",
  subject,
  upload: { most: 10_000_000 },
  body: z.object({
    closedAsker: text(200),
    askerAddress: text(500),
    closedReceived: dayTyped,
    ground: z.enum(releaseGrounds, "ground-missing"),
    fields: z
      .union([z.array(z.enum(closedFields)), z.enum(closedFields).transform((one) => [one])])
      .optional()
      .transform((chosen) => chosen ?? []),
    representative: oneOf(representativeKinds),
    law: maybe(200),
    employer: employerTyped,
    purposeKind: oneOf(purposeKinds),
    purpose: maybe(500),
    promisedBy: maybe(200),
  }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words, file }) => {
    const person = numberIn(params.person);
    const { closedAsker: asker, closedReceived: received, askerAddress, ...rest } = body;
    const { accepted, refused } = await askRelease(system, actor, {
      key,
      persons: [person],
      asker,
      received,
      askerAddress: askerAddress
        .split(/\r?\n/u)
        .map((line) => line.trim())
        .filter(Boolean),
      ...rest,
      paper: file === undefined || file.bytes.length === 0 ? undefined : file.bytes,
    });
    if (refused?.code === "no-such-person") throw notFound();
    if (refused) {
      const field = fieldOf[refused.code];
      return again({ ...(field === undefined ? {} : { field }), says: refused.code, facts: refused.facts });
    }
    const { disclosure } = accepted;
    const entered = words.disclosure.person.entered({ number: disclosure });
    return see(link("/office/disclosures/:disclosure", { disclosure }), entered);
  },
});
