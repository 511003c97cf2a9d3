import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { layoffEnds } from "@emeritus/operations/enrolling/layoff.ts";
import { takenBackKinds, toldLater } from "@emeritus/operations/enrolling/decide-taking-back.ts";
import type { EmployeeSeen } from "@emeritus/operations/enrolling/read-people.ts";
import { decimal } from "@emeritus/operations/reporting-pay/decimal.ts";
import type { Notice } from "@emeritus/records/enrolment.ts";
import { longInstant, shortDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { Empty, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

const day = (date: PlainDate): string => shortDate(formatDate(date));

type Said = { readonly name: string; readonly value: string };

/** The parts of a notice as they were told, in words; none for what its own day says whole. */
export function saidOf(all: Words, notice: Notice, details: EmployeeSeen["details"]): Said[] {
  const words = all.takingBack.said;
  const { kind, effective, facts } = notice;
  const text = (name: string): string => String(facts[name] ?? "");
  const sickLeave = (hundredths: unknown): string =>
    typeof hundredths === "number" ? words.hours({ hours: decimal(hundredths) }) : words.noSickLeave;
  switch (kind) {
    case "termination":
      return [
        { name: words.reason, value: named(all.enrolment.leavingReasons, text("reason")) },
        { name: words.lastDay, value: day(effective) },
        ...(notice.lastPaidPeriodEnd === undefined
          ? []
          : [{ name: words.lastPaid, value: day(notice.lastPaidPeriodEnd) }]),
        { name: words.sickLeave, value: sickLeave(facts["sickLeaveHundredths"]) },
      ];
    case "sickLeave":
      return [{ name: words.sickLeave, value: sickLeave(facts["hundredths"]) }];
    case "layoff":
      return [
        ...(text("reason") === ""
          ? []
          : [{ name: words.reason, value: named(all.enrolment.layoffReasons, text("reason")) }]),
        { name: words.clockEnds, value: clockSays(all, notice) },
      ];
    case "leave":
      return [
        { name: words.leave, value: leaveSaid(all, notice) },
        ...(text("lastDay") === ""
          ? []
          : [{ name: words.lastDayAway, value: day(parseDate(text("lastDay"))) }]),
      ];
    case "eligibility":
      return [{ name: words.hoursAYear, value: text("hoursAYear") }];
    case "hire":
    case "rehire":
    case "transfer":
    case "notEligible":
      return [
        { name: words.hoursAYear, value: text("hoursAYear") },
        ...(kind === "notEligible" || text("memberFrom") === ""
          ? []
          : [{ name: words.memberFrom, value: day(parseDate(text("memberFrom"))) }]),
      ];
    case "name":
    case "address":
      return [{ name: words.became, value: words.states[details.get(notice.notice) ?? "recorded"] }];
    default:
      return [];
  }
}

/** The day on which the twelve months of a layoff end; what follows is said while the layoff stands. */
function clockSays(all: Words, { effective, takenBack }: Notice): string {
  const on = day(layoffEnds(effective));
  return takenBack === undefined ? all.takingBack.said.clockSays({ day: on }) : on;
}

const named = (names: Readonly<Record<string, string>>, code: string): string => names[code] ?? code;

function leaveSaid(all: Words, { facts }: Notice): string {
  const { paid, unpaid } = all.enrolment.employee;
  const kind = named(all.enrolment.leaveKinds, String(facts["type"] ?? ""));
  return `${kind}, ${(facts["paid"] === true ? paid : unpaid).toLowerCase()}`;
}

/** Everything that was told of an employee, with all that was said, who told it and when. */
export function Told({ seen, timeZone }: { seen: EmployeeSeen; timeZone: string }) {
  const all = useWords();
  const words = all.enrolment.employee;
  const more = all.takingBack;
  if (seen.notices.length === 0) return <Empty>{words.noNotices}</Empty>;
  return (
    <Table
      caption={words.told}
      quiet
      rows={seen.notices}
      keyOf={({ notice }) => notice}
      columns={[
        { head: words.columns.what, names: true, cell: ({ kind }) => all.enrolment.notices[kind] },
        { head: words.columns.day, cell: ({ effective }) => day(effective) },
        {
          head: more.columns.said,
          cell: (notice) => <Parts notice={notice} seen={seen} timeZone={timeZone} />,
        },
        {
          head: more.columns.who,
          cell: ({ actor, channel }) => `${actor}, ${all.enrolment.channels[channel].toLowerCase()}`,
        },
        { head: words.columns.when, cell: ({ recordedFrom }) => longInstant(recordedFrom, timeZone) },
      ]}
    />
  );
}

function Parts({ notice, seen, timeZone }: { notice: Notice; seen: EmployeeSeen; timeZone: string }) {
  const all = useWords();
  const words = all.takingBack;
  const said = saidOf(all, notice, seen.details);
  const { takenBack } = notice;
  return (
    <div>
      {said.map(({ name, value }) => (
        <div key={name}>
          {name}: <strong>{value}</strong>
        </div>
      ))}
      {takenBack === undefined ? null : (
        <div>
          {words.takenBack({
            by: takenBack.actor,
            when: longInstant(takenBack.at, timeZone),
            because: takenBack.because,
          })}
        </div>
      )}
      {isLatest(seen, notice) ? <TakeBackLink notice={notice} /> : null}
    </div>
  );
}

/** Whether a notice is the latest word about work that stands, which its employer may take back. */
const isLatest = ({ notices }: EmployeeSeen, notice: Notice): boolean =>
  notice.takenBack === undefined &&
  takenBackKinds.includes(notice.kind) &&
  toldLater(notices, notice) === undefined;

function TakeBackLink({ notice: { person, position, notice, kind } }: { notice: Notice }) {
  const all = useWords();
  if (position === undefined) return null;
  const address = link("/employer/people/:person/:position/take-back/:notice", { person, position, notice });
  return <a href={address}>{all.takingBack.linkOf({ what: all.enrolment.notices[kind] })}</a>;
}
