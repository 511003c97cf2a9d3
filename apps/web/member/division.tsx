import { formatDate } from "@emeritus/engine/dates.ts";
import { reasonText } from "@emeritus/operations/dividing-benefits/division-letters.ts";
import { type OwnDivision, readOwnDivisions } from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import { fromHundredths, longDate, longMonth, money } from "@emeritus/words/format.ts";
import { Empty, Facts } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, link, page, type View } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";

async function show(asked: Asked): Promise<View> {
  const orders = await readOwnDivisions(asked.system, asked.actor, ownPerson(asked), asked.moment);
  return {
    title: asked.words.division.own.title,
    over: <a href={link("/member")}>{asked.words.member.menu.home}</a>,
    body: <Orders orders={orders} />,
  };
}

function Orders({ orders }: { orders: readonly OwnDivision[] }) {
  const words = useWords().division.own;
  if (orders.length === 0)
    return (
      <>
        <Empty>{words.none}</Empty>
        <p className="measure">{words.help}</p>
      </>
    );
  return orders.toReversed().map((one) => <OneOrder key={one.division.caseNumber} one={one} />);
}

function OneOrder({ one }: { one: OwnDivision }) {
  const all = useWords();
  const { own, case: office, percent } = all.division;
  const { party, other, division, benefit } = one;
  const { order, status } = division;
  const id = `order-${division.caseNumber}`;
  const said = own.status[status];
  const day = (date: number) => longDate(formatDate(date));
  return (
    <>
      <section className="answer" aria-labelledby={id}>
        <h2 id={id}>{own[party]({ other })}</h2>
        <p>{typeof said === "string" ? said : said[party]}</p>
        {benefit === undefined ? null : (
          <>
            <p>{own.part[party]}</p>
            <p className="amount big plain">{money(benefit.baseCents)}</p>
            <p>
              {own.from({ month: longMonth(formatDate(benefit.from)) })}. {own.increases}
            </p>
            <p>
              <a href={link("/member/payments")}>{own.more}</a>
            </p>
          </>
        )}
        {division.reasons.length === 0 ? null : (
          <>
            <p>{own.reasonsHeading}</p>
            <ul>
              {division.reasons.map((reason) => (
                <li key={reason.code}>{reasonText(all, reason)}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      <h3>{own.orderHeading}</h3>
      <Facts
        facts={[
          { name: office.court, value: order.court },
          { name: office.causeNumber, value: order.causeNumber },
          { name: office.issued, value: day(order.issued) },
          { name: office.received, value: day(order.received) },
          ...(order.share === undefined
            ? []
            : [{ name: office.share, value: percent({ share: fromHundredths(order.share) }) }]),
        ]}
      />
    </>
  );
}

page({ path: "/member/division", owner: "divisions", may: "read a record", clocks: true, show });
