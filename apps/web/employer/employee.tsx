import { addDays, ENDLESS, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { readEmployee, type EmployeeSeen } from "@emeritus/operations/enrolling/read-people.ts";
import type { Employment, Leave, Position } from "@emeritus/records/employment.ts";
import { fromHundredths, longDate, shortDate } from "@emeritus/words/format.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { Facts, More, Sheet, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link, notFound, page, type View } from "../shared/routes.ts";
import { planWords } from "../shared/plan-words.ts";
import { tellLinks, tellPath } from "./telling.tsx";
import { Told } from "./told.tsx";

const path = "/employer/people/:person" as const;

async function show({ system, actor, params, words }: Asked<typeof path>): Promise<View> {
  const seen = await readEmployee(system, actor, numberIn(params.person));
  if (seen === undefined) throw notFound();
  const { first, last } = seen.person.name;
  const says = words.enrolment.employee;
  return {
    title: `${first} ${last}`,
    over: <a href={link("/employer/people")}>{says.back}</a>,
    body: <One seen={seen} timeZone={system.fund.timeZone} />,
  };
}

const day = (date: PlainDate): string => shortDate(formatDate(date));
const lastDay = (to: PlainDate): PlainDate | undefined => (to === ENDLESS ? undefined : addDays(to, -1));

function One({ seen, timeZone }: { seen: EmployeeSeen; timeZone: string }) {
  const words = useWords().enrolment.employee;
  return (
    <>
      <Facts
        facts={[
          { name: words.over({ memberId: "" }).trim(), value: seen.person.memberId },
          { name: words.born, value: longDate(formatDate(seen.person.born)) },
        ]}
      />
      {seen.application === undefined ? null : (
        <p>{words.applied({ day: longDate(formatDate(seen.application)) })}</p>
      )}
      <Duties seen={seen} />
      <h2>{words.positions}</h2>
      {seen.positions.map((each) => (
        <OnePosition key={each.position} position={each} seen={seen} />
      ))}
      <Why seen={seen} />
      <h2>{words.told}</h2>
      <Told seen={seen} timeZone={timeZone} />
    </>
  );
}

function Duties({ seen }: { seen: EmployeeSeen }) {
  const words = useWords().enrolment.employee;
  if (seen.duties.length === 0) return null;
  return (
    <>
      <h2>{words.duties}</h2>
      <ul>
        {seen.duties.map(({ obligation, kind, due }) => (
          <li key={obligation}>
            {words.dutyNames[kind as keyof typeof words.dutyNames] ?? kind},{" "}
            {words.dueOn({ day: longDate(formatDate(due)) })}
          </li>
        ))}
      </ul>
    </>
  );
}

function OnePosition({ position, seen }: { position: Position; seen: EmployeeSeen }) {
  const words = useWords().enrolment.employee;
  const here = <T extends { position: number }>(all: readonly T[]) =>
    all.filter((each) => each.position === position.position);
  const { person } = seen.person;
  const stretches = here(seen.employment);
  const leaves = here(seen.leaves);
  const name = words.positionOf({ code: position.code, title: position.title ?? "" });
  return (
    <section aria-label={name}>
      <h3>
        {name}, {seen.employerNames.get(position.employer)}
      </h3>
      <Stretches stretches={stretches} name={name} />
      {leaves.length === 0 ? <p>{words.noLeaves}</p> : <Leaves leaves={leaves} name={name} />}
      <More summary={words.tell}>
        <ul>
          {tellLinks(stretches, leaves).map((kind) => (
            <li key={kind}>
              <TellLink kind={kind} person={person} position={position.position} name={name} />
            </li>
          ))}
        </ul>
      </More>
    </section>
  );
}

function TellLink(props: {
  kind: ReturnType<typeof tellLinks>[number];
  person: number;
  position: number;
  name: string;
}) {
  const { kind, person, position, name } = props;
  const words = useWords().enrolment.forms[kind];
  return (
    <a href={tellPath(kind, person, position)}>
      {words.link}
      <span className="usa-sr-only">, {name}</span>
    </a>
  );
}

function Stretches({ stretches, name }: { stretches: readonly Employment[]; name: string }) {
  const all = useWords();
  const words = all.enrolment.employee;
  return (
    <Table
      caption={`${words.stretches}: ${name}`}
      quiet
      rows={stretches}
      keyOf={({ from }) => from}
      columns={[
        { head: words.from, names: true, cell: ({ from }) => day(from) },
        {
          head: words.to,
          cell: ({ to }) => {
            const last = lastDay(to);
            return last === undefined ? words.goesOn : day(last);
          },
        },
        {
          head: all.enrolment.people.columns.plan,
          cell: ({ plan, eligible }) => (eligible ? planWords(all, plan) : all.enrolment.people.notAMember),
        },
        { head: words.share, number: true, cell: ({ fteHundredths }) => `${fromHundredths(fteHundredths)}%` },
        { head: words.counts, cell: ({ eligible }) => (eligible ? words.yes : words.no) },
      ]}
    />
  );
}

function Leaves({ leaves, name }: { leaves: readonly Leave[]; name: string }) {
  const all = useWords();
  const words = all.enrolment.employee;
  return (
    <Table
      caption={`${words.leaves}: ${name}`}
      rows={leaves}
      keyOf={({ from }) => from}
      columns={[
        { head: words.leaves, names: true, cell: ({ kind }) => all.enrolment.leaveKinds[kind] },
        { head: words.from, cell: ({ from }) => day(from) },
        {
          head: words.to,
          cell: ({ to }) => {
            const last = lastDay(to);
            return last === undefined ? words.goesOn : day(last);
          },
        },
        { head: words.paid, cell: ({ paid }) => (paid ? words.paid : words.unpaid) },
      ]}
    />
  );
}

/** The plan with the law's own answers: every plan that was asked, and why it takes the person or not. */
function Why({ seen }: { seen: EmployeeSeen }) {
  const all = useWords();
  const words = all.enrolment.employee;
  const [form] = seen.membership;
  if (form === undefined) return null;
  return (
    <>
      <h2 id="why">{words.why}</h2>
      <p>
        {words.whySays({
          plan: planWords(all, form.plan),
          memberClass: all.enrolment.classes[form.memberClass as keyof typeof all.enrolment.classes],
          day: longDate(formatDate(form.memberFrom)),
        })}
      </p>
      {form.late ? <p>{words.whyLate}</p> : null}
      {form.law.considered.map(({ plan, isMember }) => (
        <More
          key={plan}
          open={isMember.value === true}
          summary={`${planWords(all, plan)} ${isMember.value === true ? words.takes : words.takesNot}`}
        >
          <Sheet lines={worksheetOf(all, isMember.explanation, `why-${plan}`)} label={planWords(all, plan)} />
        </More>
      ))}
    </>
  );
}

page({ path, owner: "enrolment", may: "read an employer's members", show });
