import {
  explainInterest,
  type InterestExplained,
  type MemberAccount,
  readMemberAccounts,
} from "@emeritus/operations/crediting-interest/see-interest.ts";
import { nameOf } from "@emeritus/operations/whole-person/name-of.ts";
import { shortDate, longDate, money } from "@emeritus/words/format.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { Alert, Empty, Facts, More, Sheet, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link, menu, notFound, page, type View } from "../shared/routes.ts";
import { percentText, signedMoney } from "../office/money-parts.tsx";
import { ownPerson } from "./own-record.ts";

type Explained = (account: number, run: number) => string;

function Accounts({
  accounts,
  explained,
  own,
}: {
  accounts: readonly MemberAccount[];
  explained: Explained;
  own: boolean;
}) {
  const words = useWords().money.member;
  if (accounts.length === 0) return <Empty>{own ? words.none : words.noneOf}</Empty>;
  return accounts.map((account) => (
    <section key={account.account} aria-labelledby={`account-${account.account}`}>
      <section className="answer">
        <h2 id={`account-${account.account}`}>
          {accounts.length > 1
            ? words.account[account.account === 1 ? "1" : "2"]
            : own
              ? words.balance
              : words.balanceOf}
        </h2>
        <p className="amount big plain">{signedMoney(account.balanceCents)}</p>
        <p>
          {words.parts({
            contributed: money(account.contributedCents),
            interest: money(account.interestCents),
          })}{" "}
          {own ? words.says : null}
        </p>
      </section>
      <Years account={account} explained={explained} />
      <Lines account={account} />
    </section>
  ));
}

function Years({ account, explained }: { account: MemberAccount; explained: Explained }) {
  const words = useWords().money.member;
  const { columns } = words;
  return (
    <>
      <h3>{words.byYear}</h3>
      <Table
        caption={words.byYear}
        quiet
        rows={account.years}
        keyOf={({ begins }) => begins}
        columns={[
          {
            head: columns.year,
            names: true,
            cell: ({ begins }) =>
              words.yearOf({
                begins: shortDate(begins),
                ends: shortDate(`${Number(begins.slice(0, 4)) + 1}-06-30`),
              }),
          },
          {
            head: columns.contributed,
            number: true,
            cell: ({ contributedCents }) => money(contributedCents),
          },
          {
            head: columns.interest,
            number: true,
            cell: ({ interestCents, run }) =>
              run === null ? (
                money(interestCents)
              ) : (
                <a className="amount" href={explained(account.account, run)}>
                  {money(interestCents)}
                </a>
              ),
          },
          { head: columns.refunded, number: true, cell: ({ refundedCents }) => signedMoney(refundedCents) },
          { head: columns.end, number: true, cell: ({ endCents }) => signedMoney(endCents) },
        ]}
      />
    </>
  );
}

function Lines({ account: { lines, account } }: { account: MemberAccount }) {
  const words = useWords().money.member;
  return (
    <More summary={words.lines} id={`lines-${account}`}>
      <Table
        caption={words.lines}
        quiet
        rows={lines.toReversed()}
        keyOf={(_, index) => index}
        columns={[
          { head: words.line.day, names: true, cell: ({ postedOn }) => longDate(postedOn) },
          { head: words.line.what, cell: ({ kind }) => words.kinds[kind] },
          { head: words.line.amount, number: true, cell: ({ cents }) => signedMoney(cents) },
        ]}
      />
    </More>
  );
}

function Interest({ seen }: { seen: InterestExplained }) {
  const all = useWords();
  const words = all.money.member;
  const { item } = seen;
  const rate = percentText(seen.thousandths);
  return (
    <>
      <section className="answer">
        <h2>{words.credited}</h2>
        <p className="amount big plain">{money(item.cents)}</p>
        <p>{words.howSays}</p>
      </section>
      <Alert kind={seen.agrees ? "success" : "info"}>{seen.agrees ? words.agrees : words.differs}</Alert>
      <h2>{words.howTitle}</h2>
      <Facts
        facts={[
          { name: words.stoodContributions, value: money(item.contributedCents) },
          { name: words.stoodInterest, value: money(item.interestCents) },
          { name: words.stoodTogether, value: money(seen.stoodCents) },
          { name: words.rate, value: rate },
          { name: words.product({ stood: money(seen.stoodCents), rate }), value: money(item.cents) },
        ]}
      />
      <p className="small soft">{words.law}</p>
      <More summary={words.lawCourse}>
        <Sheet lines={beginWorksheet(all).add(seen.interest.explanation)} label={words.lawCourse} />
      </More>
    </>
  );
}

menu("member", "read a record", "/member/contributions", (words) => words.money.member.menu);
page({
  path: "/member/contributions",
  owner: "money in",
  may: "read a record",
  clocks: true,
  show: async (asked: Asked): Promise<View> => ({
    title: asked.words.money.member.title,
    body: (
      <Accounts
        own
        accounts={await readMemberAccounts(asked.system, asked.actor, ownPerson(asked), asked.moment)}
        explained={(account, run) => link("/member/contributions/:account/:run", { account, run })}
      />
    ),
  }),
});
page({
  path: "/member/contributions/:account/:run",
  owner: "money in",
  may: "read a record",
  clocks: true,
  show: async (asked): Promise<View> => {
    const { account, run } = asked.params;
    const of = { person: ownPerson(asked), account: numberIn(account), run: numberIn(run) };
    const seen = await explainInterest(asked.system, asked.actor, of, asked.moment);
    if (seen === undefined) throw notFound();
    const words = asked.words.money.member;
    return {
      title: words.how({ year: seen.year }),
      over: <a href={link("/member/contributions")}>{words.title}</a>,
      body: <Interest seen={seen} />,
    };
  },
});

page({
  path: "/office/members/:person/contributions",
  owner: "money in",
  may: "read a record",
  subject: ({ params }) => ({ person: numberIn(params.person) }),
  clocks: true,
  show: async ({ system, actor, params, words, moment }): Promise<View> => {
    const person = numberIn(params.person);
    const who = await nameOf(system, actor, person);
    if (who === undefined) throw notFound();
    return {
      title: words.money.member.titleOf(who),
      over: <a href={link("/office/members/:person", { person })}>{words.member.over(who)}</a>,
      body: (
        <Accounts
          own={false}
          accounts={await readMemberAccounts(system, actor, person, moment)}
          explained={(account, run) =>
            link("/office/members/:person/contributions/:account/:run", { person, account, run })
          }
        />
      ),
    };
  },
});
page({
  path: "/office/members/:person/contributions/:account/:run",
  owner: "money in",
  may: "read a record",
  subject: ({ params }) => ({ person: numberIn(params.person) }),
  clocks: true,
  show: async ({ system, actor, params, words, moment }): Promise<View> => {
    const person = numberIn(params.person);
    const of = { person, account: numberIn(params.account), run: numberIn(params.run) };
    const seen = await explainInterest(system, actor, of, moment);
    if (seen === undefined) throw notFound();
    return {
      title: words.money.member.how({ year: seen.year }),
      over: <a href={link("/office/members/:person/contributions", { person })}>{words.money.member.menu}</a>,
      body: <Interest seen={seen} />,
    };
  },
});
