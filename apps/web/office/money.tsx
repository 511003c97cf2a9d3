import { type MoneyDesk, readMoneyDesk } from "@emeritus/operations/money-in/read-money-in.ts";
import { decidePayback } from "@emeritus/operations/money-in/pay-back.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { count, money, shortDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import {
  Button,
  ButtonLink,
  Counts,
  Empty,
  Field,
  Filter,
  Form,
  Select,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { AgedTable, ExpectedTable } from "./money-parts.tsx";

const Query = z.object({
  show: z.enum(["open", "all"]).default("open"),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
type Chosen = z.output<typeof Query>;

async function show(asked: Asked<string, Partial<Chosen>>): Promise<View> {
  const { system, actor, words } = asked;
  const chosen = { show: asked.query?.show ?? "open", page: asked.query?.page ?? 1 } as const;
  const desk = await readMoneyDesk(system, actor, { open: chosen.show === "open", page: chosen.page });
  const acts = { enter: may(actor, "enter money in"), release: may(actor, "release money out") };
  return { title: words.money.title, wide: true, body: <Desk desk={desk} chosen={chosen} acts={acts} /> };
}

interface Acts {
  readonly enter: boolean;
  readonly release: boolean;
}

function Desk({ desk, chosen, acts }: { desk: MoneyDesk; chosen: Chosen; acts: Acts }) {
  const words = useWords().money;
  const sum = (cents: readonly bigint[]) => money(cents.reduce((total, each) => total + each, 0n));
  const toRelease = desk.paybacks.filter(({ decided }) => decided === null);
  const late = desk.aged.map(({ over90Cents }) => over90Cents);
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <Counts
        label={words.title}
        counts={[
          { value: sum(desk.aged.map(({ openCents }) => openCents)), text: words.counts.open, href: "#aged" },
          {
            value: sum(late),
            text: words.counts.late,
            href: "#aged",
            alarm: late.some((cents) => cents > 0n),
          },
          {
            value: sum(desk.waiting.map(({ leftCents }) => leftCents)),
            text: words.counts.waiting,
            href: "#waiting",
          },
          {
            value: count(toRelease.length),
            text: words.counts.release,
            href: "#paybacks",
            alarm: toRelease.length > 0,
          },
        ]}
      />
      {acts.enter ? (
        <p>
          <ButtonLink href={link("/office/money/receipts/new")}>{words.enter}</ButtonLink>
        </p>
      ) : null}
      <ul>
        <li>
          <a href={link("/office/money/prepayments")}>{words.more.prepayments}</a>
        </li>
        <li>
          <a href={link("/office/money/rates")}>{words.more.rates}</a>
        </li>
        <li>
          <a href={link("/office/money/interest")}>{words.more.interest}</a>
        </li>
      </ul>
      <WaitingPart desk={desk} />
      <h2 id="aged">{words.aged}</h2>
      <p>{words.agedSays}</p>
      {desk.aged.length === 0 ? (
        <Empty>{words.agedNone}</Empty>
      ) : (
        <AgedTable
          rows={desk.aged}
          statement={(employer) => link("/office/money/statement", {}, { employer })}
        />
      )}
      <ExpectedPart desk={desk} chosen={chosen} />
      <Paybacks desk={desk} release={acts.release} />
    </>
  );
}

function WaitingPart({ desk: { waiting } }: { desk: MoneyDesk }) {
  const words = useWords().money;
  const columns = words.waitingColumns;
  return (
    <>
      <h2 id="waiting">{words.waiting}</h2>
      <p>{words.waitingSays}</p>
      {waiting.length === 0 ? (
        <Empty>{words.waitingNone}</Empty>
      ) : (
        <Table
          caption={words.waiting}
          quiet
          rows={waiting}
          keyOf={({ receipt }) => receipt}
          columns={[
            {
              head: columns.receipt,
              names: true,
              cell: ({ receipt }) => (
                <a href={link("/office/money/receipts/:receipt", { receipt })}>
                  {words.receipt.title({ receipt })}
                </a>
              ),
            },
            { head: columns.received, cell: ({ receivedOn }) => shortDate(receivedOn) },
            { head: columns.payer, cell: ({ payer, employerName }) => employerName ?? payer },
            { head: columns.reference, cell: ({ reference }) => reference },
            { head: columns.left, number: true, cell: ({ leftCents }) => money(leftCents) },
            {
              head: columns.age,
              cell: ({ days }) => <Tag kind={days > 30 ? "bad" : "plain"}>{words.days({ days })}</Tag>,
            },
          ]}
        />
      )}
    </>
  );
}

function ExpectedPart({ desk, chosen }: { desk: MoneyDesk; chosen: Chosen }) {
  const words = useWords().money;
  const options = [
    { value: "open", text: words.onlyOpen },
    { value: "all", text: words.all },
  ];
  const pageLink = (to: number) => link("/office/money", {}, { show: chosen.show, page: to });
  return (
    <>
      <h2 id="expected">{words.expected}</h2>
      <Filter action={link("/office/money")} label={words.expected}>
        <Select name="show" label={words.showOpen} value={chosen.show} options={options} />
      </Filter>
      {desk.expected.length === 0 ? (
        <Empty>{words.expectedNone}</Empty>
      ) : (
        <ExpectedTable
          rows={desk.expected}
          today={desk.today}
          withEmployer
          invoice={({ reference }) => link("/office/money/invoices/:reference", { reference })}
        />
      )}
      <p>
        {chosen.page > 1 ? <a href={pageLink(chosen.page - 1)}>{words.later}</a> : null}{" "}
        {desk.more ? <a href={pageLink(chosen.page + 1)}>{words.earlier}</a> : null}
      </p>
    </>
  );
}

function Paybacks({ desk: { paybacks }, release }: { desk: MoneyDesk; release: boolean }) {
  const words = useWords().money;
  const columns = words.paybackColumns;
  return (
    <>
      <h2 id="paybacks">{words.paybacks}</h2>
      {paybacks.length === 0 ? (
        <p>{words.paybacksNone}</p>
      ) : (
        <Table
          caption={words.paybacks}
          quiet
          rows={paybacks}
          keyOf={({ payback }) => payback}
          columns={[
            {
              head: columns.receipt,
              names: true,
              cell: ({ receipt }) => (
                <a href={link("/office/money/receipts/:receipt", { receipt })}>
                  {words.receipt.title({ receipt })}
                </a>
              ),
            },
            { head: columns.payer, cell: ({ payer }) => payer },
            { head: columns.amount, number: true, cell: ({ cents }) => money(cents) },
            { head: columns.why, cell: ({ because }) => because },
            { head: columns.asked, cell: ({ askedBy }) => askedBy },
            {
              head: columns.state,
              cell: ({ payback, receipt, decided }) =>
                decided === null && release ? (
                  <Form action={link("/office/money/paybacks/:payback", { payback })} label={words.release}>
                    <Field name={`because${payback}`} label={words.because} />
                    <Button name="decision" value="released" describes={words.receipt.title({ receipt })}>
                      {words.release}
                    </Button>{" "}
                    <Button
                      name="decision"
                      value="refused"
                      look="outline"
                      describes={words.receipt.title({ receipt })}
                    >
                      {words.refuse}
                    </Button>
                  </Form>
                ) : (
                  <Tag kind={decided === null ? "warn" : "plain"}>
                    {words.paybackState[decided ?? "open"]}
                  </Tag>
                ),
            },
          ]}
        />
      )}
    </>
  );
}

menu("staff", "read money in", "/office/money", (words) => words.money.menu);
page({ path: "/office/money", owner: "money in", may: "read money in", query: Query, show });

form({
  path: "/office/money/paybacks/:payback",
  owner: "money in",
  may: "release money out",
  body: z.looseObject({ decision: z.enum(["released", "refused"]) }),
  says: (words) => words.money.problems,
  bad: (asked) => show(asked as never),
  take: async ({ system, actor, params, body, key, words }) => {
    const because = String((body as Record<string, unknown>)[`because${params.payback}`] ?? "").trim();
    if (because === "") return again({ field: `because${params.payback}`, says: "becauseMissing" });
    const asked = { key, payback: numberIn(params.payback), decision: body.decision, because };
    const { refused } = await decidePayback(system, actor, asked);
    if (refused) return again({ says: refused.code, facts: refused.facts });
    return see(link("/office/money"), words.money.receipt.decided);
  },
});
