import { parseDate } from "@emeritus/engine/dates.ts";
import { exclusions } from "@emeritus/operations/enrolling/decide-enrolment.ts";
import { enrol } from "@emeritus/operations/enrolling/enrol.ts";
import { hoursNeeded } from "@emeritus/operations/enrolling/membership-law.ts";
import { groupsWithRight } from "@emeritus/operations/enrolling/read-employers.ts";
import type { MemberClass } from "@emeritus/records/schema.ts";
import { count, longDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { memorableDate } from "../member/retire-parts.tsx";
import {
  Button,
  Choices,
  Empty,
  Field,
  Form,
  MemorableDate,
  More,
  Select,
} from "../shared/components/index.ts";
import { planWords } from "../shared/plan-words.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { type Asked, form, link, page, see, type View } from "../shared/routes.ts";
import { hoursAYear, maybe, needed, percentHundredths, problemOf, ticked } from "./form-fields.ts";

/** The kinds of employee in the order in which employers meet them. */
const classes = [
  "general",
  "legislator",
  "official",
  "judge",
  "administrativeLawJudge",
  "waterPatrol",
  "partTimeLegislative",
  "educator",
] as const satisfies readonly MemberClass[];

async function show({ system, actor, words }: Asked): Promise<View> {
  const groups = await groupsWithRight(system, actor, "enrol");
  return {
    title: words.enrolment.enrol.title,
    over: <a href={link("/employer/people")}>{words.enrolment.employee.back}</a>,
    body: <EnrolForm groups={groups.map(({ code }) => code)} hours={hoursNeeded(system.calendar.today())} />,
  };
}

function EnrolForm({ groups, hours }: { groups: readonly string[]; hours: number }) {
  const all = useWords().enrolment;
  const words = all.enrol;
  const { problems } = useFrame();
  if (groups.length === 0) return <Empty>{all.people.noGroups}</Empty>;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <Form action={link("/employer/people/enrol")}>
        <h2>{words.who}</h2>
        <Field name="ssn" label={words.ssn} hint={words.ssnHint} inputMode="numeric" width="medium" secret />
        <Field name="memberId" label={words.memberId} inputMode="numeric" width="medium" optional />
        <Field name="first" label={words.first} />
        <Field name="middle" label={words.middle} optional />
        <Field name="last" label={words.last} />
        <MemorableDate name="born" label={words.born} />
        <h2>{words.job}</h2>
        <Select
          name="group"
          label={words.group}
          value={groups[0]}
          options={groups.map((code) => ({ value: code, text: code }))}
        />
        <MemorableDate name="hired" label={words.hired} />
        <Field name="position" label={words.position} width="medium" />
        <Field name="title" label={words.positionTitle} optional />
        <Field
          name="hours"
          label={words.hours}
          hint={words.hoursHint({ hours: count(hours) })}
          inputMode="numeric"
          width="short"
          optional
        />
        <Field name="share" label={words.share} value="100" inputMode="decimal" width="short" suffix="%" />
        <Select
          name="memberClass"
          label={words.memberClass}
          value="general"
          options={classes.map((value) => ({ value, text: all.classes[value] }))}
        />
        <More summary={words.more} open={problems.length > 0}>
          <MoreQuestions />
        </More>
        <Button>{words.send}</Button>
      </Form>
    </>
  );
}

function MoreQuestions() {
  const words = useWords().enrolment.enrol;
  return (
    <>
      <Choices
        name="toldEmployee"
        label={words.withoutMembership}
        many
        options={[{ value: "yes", text: words.toldEmployee }]}
      />
      <Choices
        name="differentPerson"
        label={words.sameName}
        many
        options={[{ value: "yes", text: words.differentPerson }]}
      />
      <Select
        name="excluded"
        label={words.excluded}
        options={[
          { value: "", text: words.notExcluded },
          ...exclusions.map((value) => ({ value, text: words.exclusions[value] })),
        ]}
      />
      <Choices
        name="known"
        label={words.memberClass}
        many
        options={[
          { value: "teaches", text: words.teaches },
          { value: "administers", text: words.administers },
          { value: "tookLumpSum", text: words.tookLumpSum },
        ]}
      />
    </>
  );
}

/** What stands in one or several boxes of a name. */
const boxes = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => new Set(value === undefined ? [] : Array.isArray(value) ? value : [value]));

const Body = z.object({
  ssn: z
    .string({ error: "ssnWrong" })
    .transform((text) => text.replaceAll(/[-\s]/g, ""))
    .refine((text) => /^\d{9}$/.test(text), "ssnWrong"),
  memberId: maybe(8).refine((text) => text === undefined || /^\d{8}$/.test(text), "memberIdWrong"),
  first: needed("firstMissing", 60),
  middle: maybe(60),
  last: needed("lastMissing", 60),
  born: memorableDate("bornMissing"),
  group: needed("groupMissing", 50),
  hired: memorableDate("dayMissing"),
  position: needed("positionMissing", 40),
  title: maybe(100),
  hours: z
    .string()
    .trim()
    .optional()
    .transform((text) => (text === undefined || text === "" ? undefined : text))
    .pipe(hoursAYear.optional()),
  share: percentHundredths,
  memberClass: z.enum(classes, { error: "classMissing" }),
  toldEmployee: ticked,
  differentPerson: ticked,
  excluded: z.enum([...exclusions, ""]).optional(),
  known: boxes,
});

const fields = {
  "no-such-group": "group",
  "hired-in-future": "hired",
  "born-after-hire": "born",
  "born-too-late": "born",
  "identity-differs": "ssn",
  "maybe-same-person": "differentPerson",
  excluded: "excluded",
  "already-employed": "position",
  "hours-missing": "hours",
  "hours-differ": "hours",
  "employee-not-told": "toldEmployee",
};

page({ path: "/employer/people/enrol", owner: "enrolment", may: "report employment", show });
form({
  path: "/employer/people/enrol",
  owner: "enrolment",
  may: "report employment",
  body: Body,
  says: (words) => words.enrolment.problems,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    const { first, middle, last, born, hired, hours, share, excluded, known, memberId, title, ...rest } =
      body;
    const teaching = known.has("teaches") || known.has("administers");
    const education = {
      teachesOrResearches: known.has("teaches"),
      administratorWithRank: known.has("administers"),
    };
    const { accepted, refused } = await enrol(system, actor, {
      ...rest,
      key,
      name: { first, last, ...(middle === undefined ? {} : { middle }) },
      born: parseDate(born),
      hired: parseDate(hired),
      fteHundredths: share,
      tookLumpSum: known.has("tookLumpSum"),
      ...(memberId === undefined ? {} : { memberId }),
      ...(title === undefined ? {} : { title }),
      ...(hours === undefined ? {} : { hoursAYear: hours }),
      ...(excluded === undefined || excluded === "" ? {} : { excluded }),
      ...(teaching ? { education } : {}),
    });
    if (refused) return problemOf(refused, fields);
    const says = words.enrolment.enrol;
    const name = `${first} ${last}`;
    const day = longDate(accepted.memberFrom);
    const message = accepted.eligible
      ? says.done({ name, plan: planWords(words, accepted.plan), day }) +
        (accepted.late ? says.doneLate({ day }) : "")
      : says.doneWithout({ name });
    const held = accepted.reemployment === undefined ? "" : says.doneReemployed;
    return see(link("/employer/people/:person", { person: accepted.person }), message + held);
  },
});
