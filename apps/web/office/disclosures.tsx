import { parseDate } from "@emeritus/engine/dates.ts";
import { formatDate } from "@emeritus/engine/dates.ts";
import { answerGroup } from "@emeritus/operations/disclosing/answer-group.ts";
import { lastDayToAct } from "@emeritus/operations/disclosing/decide-release.ts";
import { askMailing } from "@emeritus/operations/disclosing/mailing.ts";
import { readRegister, type Register } from "@emeritus/operations/disclosing/read-disclosures.ts";
import { openDisclosureStatuses } from "@emeritus/operations/disclosing/status.ts";
import { employerNames } from "@emeritus/operations/estimating/read-member-record.ts";
import { may } from "@emeritus/operations/permissions.ts";
import type { DisclosureLine } from "@emeritus/records/disclosure.ts";
import { count, shortDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { maybe } from "../employer/form-fields.ts";
import {
  Button,
  ButtonLink,
  Choices,
  Empty,
  Field,
  Filter,
  Form,
  LongField,
  Pagination,
  Select,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { centsTyped } from "./money-parts.tsx";

const Query = z.object({
  show: z.enum(["all", "open", "told"]).default("all"),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

async function show(asked: Asked<"/office/disclosures", z.output<typeof Query>>): Promise<View> {
  const { system, actor, words, query } = asked;
  const seen = await readRegister(system, actor, { filter: query.show, page: query.page });
  return {
    title: words.disclosure.title,
    wide: true,
    body: (
      <RegisterPage
        seen={seen}
        query={query}
        today={formatDate(system.calendar.today())}
        answers={may(actor, "answer a public request")}
        prepares={may(actor, "prepare a release")}
      />
    ),
  };
}

function RegisterPage(props: {
  seen: Register;
  query: z.output<typeof Query>;
  today: string;
  answers: boolean;
  prepares: boolean;
}) {
  const words = useWords().disclosure;
  const { seen, query } = props;
  const options = [
    { value: "all", text: words.anyStatus },
    { value: "open", text: words.onlyOpen },
    { value: "told", text: words.onlyReleased },
  ];
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      {props.answers || props.prepares ? (
        <p className="acts">
          {props.answers ? (
            <ButtonLink href={link("/office/disclosures/group")} look="outline">
              {words.group.title}
            </ButtonLink>
          ) : null}
          {props.prepares ? (
            <ButtonLink href={link("/office/disclosures/mailing")} look="outline">
              {words.mailing.title}
            </ButtonLink>
          ) : null}
        </p>
      ) : null}
      <Filter action={link("/office/disclosures")} label={words.filterLabel} clear={query.show !== "all"}>
        <Select name="show" label={words.filterStatus} value={query.show} options={options} />
      </Filter>
      {seen.lines.length === 0 ? (
        <Empty>{query.show === "all" ? words.none : words.noneFits}</Empty>
      ) : (
        <Requests lines={seen.lines} caption={words.caption} today={props.today} />
      )}
      <Pagination
        at={query.page}
        of={seen.pages}
        to={(next) => link("/office/disclosures", undefined, { show: query.show, page: next })}
      />
    </>
  );
}

/** Requests as a table, each with a link to it. */
export function Requests(props: { lines: readonly DisclosureLine[]; caption: string; today: string }) {
  const all = useWords();
  const words = all.disclosure;
  const statuses: Readonly<Record<string, string>> = words.statuses;
  const isOpen = (status: string) => openDisclosureStatuses.some((open) => open === status);
  const due = (line: DisclosureLine) => formatDate(lastDayToAct(parseDate(line.received)));
  return (
    <Table<DisclosureLine>
      caption={props.caption}
      quiet
      rows={props.lines}
      keyOf={({ disclosure }) => disclosure}
      columns={[
        {
          head: words.columns.number,
          names: true,
          cell: ({ disclosure }) => (
            <a href={link("/office/disclosures/:disclosure", { disclosure })}>
              {words.number({ number: count(disclosure) })}
            </a>
          ),
        },
        {
          head: words.columns.kind,
          cell: ({ kind, ground }) => (ground === null ? words.kinds[kind] : words.grounds[ground]),
        },
        { head: words.columns.asker, cell: ({ asker }) => asker },
        {
          head: words.columns.about,
          cell: ({ name, persons }) =>
            name ?? (persons > 0 ? words.people({ count: count(persons) }) : all.common.none),
        },
        { head: words.columns.received, cell: ({ received }) => shortDate(received) },
        {
          head: words.columns.due,
          cell: (line) =>
            isOpen(line.status) ? (
              <>
                {shortDate(due(line))} {due(line) < props.today ? <Tag kind="bad">{words.late}</Tag> : null}
              </>
            ) : (
              all.common.none
            ),
        },
        { head: words.columns.status, cell: ({ status }) => statuses[status] ?? status },
      ]}
    />
  );
}

const departments = async ({ system }: Pick<Asked, "system">) =>
  [...(await employerNames(system))].map(([value, text]) => ({ value: String(value), text }));

async function showGroup(asked: Pick<Asked, "system" | "words">): Promise<View> {
  const words = asked.words.disclosure;
  return {
    title: words.group.title,
    over: <a href={link("/office/disclosures")}>{words.title}</a>,
    body: (
      <GroupForm employers={await departments(asked)} today={formatDate(asked.system.calendar.today())} />
    ),
  };
}

function GroupForm({ employers, today }: { employers: { value: string; text: string }[]; today: string }) {
  const { group, form: says } = useWords().disclosure;
  const options = [
    { value: "", text: group.everyone },
    ...employers.map(({ value, text }) => ({ value, text: group.employer({ name: text }) })),
  ];
  return (
    <>
      <p className="lead measure">{group.intro}</p>
      <Form action={link("/office/disclosures/group")} label={group.title}>
        <Select name="employer" label={group.of} options={options} />
        <Field name="asker" label={says.asker} hint={says.askerHint} />
        <Field name="received" type="date" label={says.received} value={today} width="medium" />
        <Button>{group.make}</Button>
      </Form>
    </>
  );
}

async function showMailing(asked: Pick<Asked, "system" | "words">): Promise<View> {
  const words = asked.words.disclosure;
  return {
    title: words.mailing.title,
    over: <a href={link("/office/disclosures")}>{words.title}</a>,
    body: (
      <MailingForm employers={await departments(asked)} today={formatDate(asked.system.calendar.today())} />
    ),
  };
}

function MailingForm({ employers, today }: { employers: { value: string; text: string }[]; today: string }) {
  const { mailing, form: says } = useWords().disclosure;
  return (
    <>
      <p className="lead measure">{mailing.intro}</p>
      <Form action={link("/office/disclosures/mailing")} label={mailing.title}>
        <Select name="employer" label={mailing.department} options={employers} empty />
        <Field name="asker" label={mailing.asker} />
        <Field name="received" type="date" label={says.received} value={today} width="medium" />
        <Field name="subject" label={mailing.subject} />
        <LongField name="text" label={mailing.text} hint={mailing.textHint} rows={8} />
        <Choices
          name="commercial"
          label={mailing.commercial}
          options={[
            { value: "no", text: mailing.commercialNo },
            { value: "yes", text: mailing.commercialYes },
          ]}
        />
        <Field name="promisedBy" label={mailing.promisedBy} />
        <Field name="cost" label={mailing.centsALetter} inputMode="decimal" prefix="$" width="short" />
        <Button>{mailing.enter}</Button>
      </Form>
    </>
  );
}

/** The words of the problems that a form about requests may have. */
export const says = (words: Words) => words.disclosure.problems;

/** A day typed into a date field; nothing typed and what is no day count as a day to come, which is refused. */
export const dayTyped = z
  .string({ error: "in-future" })
  .refine((text) => z.iso.date().safeParse(text).success, "in-future")
  .transform(parseDate);

/** The number of an employer chosen from a list, or nothing. */
export const employerTyped = maybe(10).transform((text) =>
  text === undefined || !/^\d{1,9}$/.test(text) ? undefined : Number(text),
);

const text = (most: number) => z.string().max(most).default("");

menu("staff", "read disclosures", "/office/disclosures", (words) => words.disclosure.menu);
page({ path: "/office/disclosures", owner: "disclosure", may: "read disclosures", query: Query, show });
page({
  path: "/office/disclosures/group",
  owner: "disclosure",
  may: "answer a public request",
  show: showGroup,
});
page({
  path: "/office/disclosures/mailing",
  owner: "disclosure",
  may: "prepare a release",
  show: showMailing,
});

form({
  path: "/office/disclosures/group",
  owner: "disclosure",
  may: "answer a public request",
  body: z.object({ employer: employerTyped, asker: text(200), received: dayTyped }),
  says,
  bad: showGroup,
  take: async ({ system, actor, body, key, words }) => {
    const { accepted, refused } = await answerGroup(system, actor, { key, ...body });
    if (refused) {
      const field = { "asker-missing": "asker", "in-future": "received", "group-too-small": "employer" }[
        refused.code
      ];
      return again({ field, says: refused.code, facts: refused.facts });
    }
    const { disclosure } = accepted;
    const made = words.disclosure.group.made({ number: disclosure });
    return see(link("/office/disclosures/:disclosure", { disclosure }), made);
  },
});

const mailingFields: Readonly<Record<string, string>> = {
  "asker-missing": "asker",
  "in-future": "received",
  "department-not-covered": "employer",
  commercial: "commercial",
  "text-missing": "text",
  "cost-not-promised": "promisedBy",
  "cost-missing": "cost",
  "nobody-to-write-to": "employer",
};

form({
  path: "/office/disclosures/mailing",
  owner: "disclosure",
  may: "prepare a release",
  body: z.object({
    employer: employerTyped,
    asker: text(200),
    received: dayTyped,
    subject: text(200),
    text: text(5_000),
    commercial: z.enum(["no", "yes"]).default("no"),
    promisedBy: text(200),
    cost: text(20),
  }),
  says,
  bad: showMailing,
  take: async ({ system, actor, body, key, words }) => {
    const { employer, commercial, cost, ...rest } = body;
    if (employer === undefined) return again({ field: "employer", says: "department-missing" });
    const { accepted, refused } = await askMailing(system, actor, {
      key,
      ...rest,
      employer,
      commercial: commercial === "yes",
      centsALetter: Number(centsTyped(cost) ?? 0n),
    });
    if (refused)
      return again({ field: mailingFields[refused.code]!, says: refused.code, facts: refused.facts });
    const { disclosure } = accepted;
    const entered = words.disclosure.person.entered({ number: disclosure });
    return see(link("/office/disclosures/:disclosure", { disclosure }), entered);
  },
});
