import {
  explainPayment,
  type PaymentExplained,
  type PaymentSeen,
  seePayments,
} from "@emeritus/operations/benefit-payroll/explain-payment.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { moneyText } from "@emeritus/words/value.ts";
import { z } from "zod";
import { Alert, Empty, Sheet, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, link, menu, notFound, page, type View } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";

async function show(asked: Asked): Promise<View> {
  const payments = await seePayments(asked.system, asked.actor, ownPerson(asked), asked.moment);
  return { title: asked.words.member.payments.title, body: <Payments payments={payments} /> };
}

function Payments({ payments }: { payments: readonly PaymentSeen[] }) {
  const words = useWords().member.payments;
  if (payments.length === 0) return <Empty>{words.none}</Empty>;
  return (
    <>
      <p>{words.noTax}</p>
      <Table
        caption={words.title}
        quiet
        rows={payments}
        keyOf={({ benefit, period, kind }) => `${benefit} ${period} ${kind}`}
        columns={[
          { head: words.month, names: true, cell: (payment) => <Month payment={payment} /> },
          { head: words.date, cell: ({ paidOn }) => longDate(paidOn) },
          { head: words.account, cell: ({ last4 }) => (last4 ? words.ending({ last4 }) : "") },
          { head: words.state, cell: (payment) => <State payment={payment} /> },
          { head: words.amount, number: true, cell: ({ cents }) => money(cents) },
        ]}
      />
    </>
  );
}

function Month({ payment: { benefit, period, kind } }: { payment: PaymentSeen }) {
  const words = useWords().member.payments;
  const part = { benefit, month: period.slice(0, 7) };
  if (kind === "regular")
    return <a href={link("/member/payments/:benefit/:month", part)}>{longMonth(period)}</a>;
  if (!rest.test(kind)) return longMonth(period);
  return (
    <a href={link("/member/payments/:benefit/:month", part, { kind })}>
      {longMonth(period)}, {words.rest}
    </a>
  );
}

/** The kinds of payments that bring a month paid before to what it is due. */
const rest = /^adjustment\d*$/;
const query = z.object({ kind: z.string().regex(rest).optional() });

function State({ payment: { returnedOn } }: { payment: PaymentSeen }) {
  const words = useWords().member.payments;
  return returnedOn ? (
    <Tag kind="warn">{words.returned({ date: longDate(returnedOn) })}</Tag>
  ) : (
    <Tag kind="good">{words.paid}</Tag>
  );
}

async function showOne(
  asked: Asked<"/member/payments/:benefit/:month", z.output<typeof query>>,
): Promise<View> {
  const { benefit, month } = asked.params;
  if (!/^\d{1,9}$/.test(benefit) || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw notFound();
  const of = {
    person: ownPerson(asked),
    benefit: Number(benefit),
    period: `${month}-01`,
    ...(asked.query.kind === undefined ? {} : { kind: asked.query.kind }),
  };
  const explained = await explainPayment(asked.system, asked.actor, of, asked.moment);
  if (!explained) throw notFound();
  const words = asked.words.member.payments;
  return {
    title: words.explained({ month: longMonth(month) }),
    over: <a href={link("/member/payments")}>{words.title}</a>,
    body: <Explained explained={explained} />,
  };
}

function Explained({ explained }: { explained: PaymentExplained }) {
  const all = useWords();
  const words = all.member.payments;
  const { payment, lasting, temporary, share, agrees, lawVersion } = explained;
  const sheet = beginWorksheet(all);
  const lines = [lasting, ...(temporary?.value && temporary.value.n > 0n ? [temporary] : [])].flatMap(
    (result) => sheet.add(result.explanation),
  );
  return (
    <>
      <section className="answer" aria-labelledby="answer">
        <h2 id="answer">{words.paidTo({ date: longDate(payment.paidOn) })}</h2>
        <p className="amount big plain">{money(payment.cents)}</p>
        {temporary?.value && temporary.value.n > 0n && lasting.value ? (
          <p>
            {words.lasting}: {moneyText(lasting.value)}. {words.temporary}: {moneyText(temporary.value)}.
          </p>
        ) : null}
        {payment.kind === "regular" ? null : <p>{words.restSays}</p>}
        {share === undefined ? null : <p>{words.share({ parts: share.to - share.from, of: share.of })}</p>}
        <p className="small soft">{words.noTax}</p>
      </section>
      <Alert kind={agrees ? "success" : "info"}>{agrees ? words.agrees : words.differs}</Alert>
      <h2 id="how">{words.how}</h2>
      <p>{words.howSays}</p>
      <Sheet lines={lines} label={words.how} />
      {lawVersion ? (
        <p className="small soft">{words.version({ version: lawVersion.slice(0, 12) })}</p>
      ) : null}
    </>
  );
}

menu("member", "read payments", "/member/payments", (words) => words.member.menu.payments);
page({ path: "/member/payments", owner: "member", may: "read payments", clocks: true, show });
page({
  path: "/member/payments/:benefit/:month",
  owner: "member",
  may: "read payments",
  query,
  clocks: true,
  show: showOne,
});
