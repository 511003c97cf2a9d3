import {
  type OwedBy,
  readReceivable,
  readReceivables,
  type OwedSeen,
} from "@emeritus/operations/recording-deaths/read-receivables.ts";
import { count, longDate, longMonth, money } from "@emeritus/words/format.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { Counts, Empty, More, Sheet, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link, menu, notFound, page, type View } from "../shared/routes.ts";

const OLD_DAYS = 90;

async function show({ system, actor, words }: Asked): Promise<View> {
  const owed = await readReceivables(system, actor);
  return { title: words.deaths.receivables.title, wide: true, body: <List owed={owed} /> };
}

function List({ owed }: { owed: readonly OwedBy[] }) {
  const words = useWords().deaths.receivables;
  if (owed.length === 0)
    return (
      <>
        <p className="lead measure">{words.intro}</p>
        <Empty>{words.none}</Empty>
      </>
    );
  const open = owed.filter(({ openCents }) => openCents > 0n);
  const sum = (rows: readonly OwedBy[]) =>
    money(rows.reduce((total, { openCents }) => total + openCents, 0n));
  const old = open.filter(({ days }) => days > OLD_DAYS);
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <Counts
        label={words.title}
        counts={[
          { value: sum(open), text: words.totals.open },
          { value: count(open.length), text: words.totals.people },
          { value: sum(old), text: words.totals.old, alarm: old.length > 0 },
        ]}
      />
      <Table
        caption={words.caption}
        quiet
        rows={owed}
        keyOf={({ person }) => person}
        columns={[
          {
            head: words.columns.person,
            names: true,
            cell: ({ person, name, memberId, died }) => (
              <>
                <a href={link("/office/receivables/:person", { person })}>
                  {died ? words.deceased({ name, died: longDate(died) }) : name}
                </a>{" "}
                <span className="small soft">{memberId}</span>
              </>
            ),
          },
          { head: words.columns.months, number: true, cell: ({ months }) => count(months) },
          { head: words.columns.charged, number: true, cell: ({ chargedCents }) => money(chargedCents) },
          { head: words.columns.returned, number: true, cell: ({ returnedCents }) => money(returnedCents) },
          { head: words.columns.open, number: true, cell: ({ openCents }) => money(openCents) },
          {
            head: words.columns.age,
            cell: ({ days, openCents }) =>
              openCents > 0n ? (
                <Tag kind={days > OLD_DAYS ? "bad" : "plain"}>{words.days({ days })}</Tag>
              ) : (
                <Tag kind="good">{words.settled}</Tag>
              ),
          },
        ]}
      />
    </>
  );
}

async function showOne({
  system,
  actor,
  params,
  words,
  moment,
}: Asked<"/office/receivables/:person">): Promise<View> {
  const seen = await readReceivable(system, actor, numberIn(params.person), moment);
  if (seen === undefined) throw notFound();
  const said = words.deaths.receivables;
  return {
    title: said.of({ name: seen.owed.name }),
    over: (
      <>
        <a href={link("/office/receivables")}>{said.title}</a> · {words.payroll.memberId} {seen.owed.memberId}
      </>
    ),
    body: <One seen={seen} />,
  };
}

function One({ seen: { owed, months, explained } }: { seen: OwedSeen }) {
  const all = useWords();
  const words = all.deaths.receivables;
  return (
    <>
      <section className="answer">
        <h2>{words.owes({ amount: money(owed.openCents) })}</h2>
        {owed.died ? (
          <p>
            {words.lastDue({ died: longDate(owed.died), month: longMonth(owed.died) })} {words.estate}
          </p>
        ) : null}
        <p>{words.recovery}</p>
      </section>
      <h2 id="months">{words.monthsHeading}</h2>
      <Table
        caption={words.monthsHeading}
        quiet
        rows={months}
        keyOf={({ benefit, period }) => `${benefit} ${period}`}
        columns={[
          { head: words.monthColumns.month, names: true, cell: ({ period }) => longMonth(period) },
          { head: words.monthColumns.paid, number: true, cell: ({ paidCents }) => money(paidCents) },
          { head: words.monthColumns.due, number: true, cell: ({ dueCents }) => money(dueCents) },
          {
            head: words.monthColumns.charged,
            number: true,
            cell: ({ chargedCents, loweredCents }) => money(chargedCents - loweredCents),
          },
          {
            head: words.monthColumns.returned,
            number: true,
            cell: ({ returnedCents }) => money(returnedCents),
          },
          { head: words.monthColumns.open, number: true, cell: ({ openCents }) => money(openCents) },
        ]}
      />
      {explained.map(({ period, lasting }) => {
        const heading = words.howHeading({ month: longMonth(period) });
        return (
          <More key={period} summary={heading}>
            <Sheet lines={beginWorksheet(all).add(lasting.explanation)} label={heading} />
          </More>
        );
      })}
    </>
  );
}

menu("staff", "read receivables", "/office/receivables", (words) => words.deaths.receivables.menu);
page({ path: "/office/receivables", owner: "deaths", may: "read receivables", show });
page({
  path: "/office/receivables/:person",
  owner: "deaths",
  may: "read receivables",
  subject: ({ params }) => ({ person: numberIn(params.person) }),
  clocks: true,
  show: showOne,
});
