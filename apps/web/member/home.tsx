import { formatDate } from "@emeritus/engine/dates.ts";
import type { BenefitNow } from "@emeritus/operations/benefit-payroll/explain-payment.ts";
import { bestStart } from "@emeritus/operations/estimating/eligibility-ladder.ts";
import { type OwnDivision, readOwnDivisions } from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import { type MemberRecord, readMemberRecord } from "@emeritus/operations/estimating/read-member-record.ts";
import { longMonth, money } from "@emeritus/words/format.ts";
import { monthsText, moneyText } from "@emeritus/words/value.ts";
import { ButtonLink } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { doorWords } from "../shared/plan-words.ts";
import { type Asked, link, menu, page, type View } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";
import { ownBenefits, Pension } from "./pension.tsx";

async function show(asked: Asked): Promise<View> {
  const record = await readMemberRecord(asked.system, asked.actor, ownPerson(asked), asked.moment);
  const benefits = await ownBenefits(asked);
  const orders = await readOwnDivisions(asked.system, asked.actor, ownPerson(asked), asked.moment);
  const { name, memberId } = record.career;
  return {
    title: asked.words.member.home.title,
    over: asked.words.member.over({ name, memberId }),
    body: (
      <>
        <Home record={record} benefits={benefits} today={asked.moment.on} />
        <Divided orders={orders} />
      </>
    ),
  };
}

interface Shown {
  readonly record: MemberRecord;
  readonly benefits: readonly BenefitNow[];
  readonly today: number;
}

/** The orders that divide the reader's benefit or give the reader a part of another's, in a sentence each. */
function Divided({ orders }: { orders: readonly OwnDivision[] }) {
  const words = useWords().division.own;
  if (orders.length === 0) return null;
  return (
    <section aria-labelledby="divided">
      <h2 id="divided">{words.title}</h2>
      <ul>
        {orders.map(({ party, other, division }) => (
          <li key={division.caseNumber}>
            <a href={link("/member/division")}>{words[party]({ other })}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Home({ record, benefits, today }: Shown) {
  if (benefits.length > 0) return <Pension benefits={benefits} />;
  return <Earning record={record} today={today} />;
}

function Earning({ record, today }: Omit<Shown, "benefits">) {
  const all = useWords();
  const words = all.member.home;
  const earned = record.vested.value ? record.earned.value : undefined;
  const lastPay = record.career.rows.pay.at(-1)?.cents.findLast((cents) => cents !== null);
  return (
    <>
      <Answer record={record} today={today} />
      <ul className="cards">
        <li className="card">
          <h2>{words.serviceHeading}</h2>
          <p className="figure">
            {record.service.value === undefined
              ? all.worksheet.cannot
              : monthsText(all, record.service.value)}
          </p>
          <p>{record.vested.value ? words.vested : words.notVested}</p>
          <p>
            <a href={link("/member/record")}>{words.serviceLink}</a>
          </p>
        </li>
        {earned ? (
          <li className="card">
            <h2>{words.earnedHeading}</h2>
            <p className="figure">{moneyText(earned)}</p>
            <p>{words.earnedSays}</p>
          </li>
        ) : null}
        {lastPay !== undefined && lastPay !== null && record.career.lastPayMonth !== undefined ? (
          <li className="card">
            <h2>{words.payHeading}</h2>
            <p className="figure">{money(lastPay)}</p>
            <p>{longMonth(formatDate(record.career.lastPayMonth))}</p>
            <p>
              <a href={`${link("/member/record")}#pay`}>{words.payLink}</a>
            </p>
          </li>
        ) : null}
      </ul>
    </>
  );
}

function Answer({ record: { ladder, plan }, today }: { record: MemberRecord; today: number }) {
  const all = useWords();
  const words = all.member.home;
  const start = bestStart(ladder);
  const rung = ladder.find(({ first }) => first.value !== undefined && first.value === start);
  if (start === undefined || !rung) {
    return (
      <section className="answer">
        <h2>{words.answerNone}</h2>
        <p>{words.answerNoneSays}</p>
      </section>
    );
  }
  const door = doorWords(all, plan.name)[rung.door].name;
  const reduced = rung.door === "early" || rung.door === "deferredReduced";
  const month = formatDate(start).slice(0, 7);
  const now = start <= today;
  const says = reduced
    ? now
      ? words.byReducedDoorNow
      : words.byReducedDoor
    : now
      ? words.byDoorNow
      : words.byDoor;
  return (
    <section className="answer">
      <h2>{now ? words.answerOpen : words.answerFrom({ month: longMonth(month) })}</h2>
      <p>{says({ door })}</p>
      <p className="acts">
        <ButtonLink href={link("/member/benefit", undefined, now ? {} : { start: month })}>
          {words.estimate}
        </ButtonLink>
        <a href={link("/member/when")}>{words.whenLink}</a>
      </p>
    </section>
  );
}

menu("member", "read a record", "/member", (words) => words.member.menu.home);
page({ path: "/member", owner: "member", may: "read a record", clocks: true, show });
