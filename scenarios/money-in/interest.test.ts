import {
  enterInterestRate,
  readInterestRates,
} from "@emeritus/operations/crediting-interest/interest-rates.ts";
import {
  approveInterest,
  carryInterestOn,
  prepareInterest,
  withdrawInterest,
} from "@emeritus/operations/crediting-interest/run-interest.ts";
import {
  explainInterest,
  readMemberAccounts,
  seeInterest,
} from "@emeritus/operations/crediting-interest/see-interest.ts";
import { readControlProofs } from "@emeritus/operations/money-in/read-money-in.ts";
import { NotAllowed } from "@emeritus/operations/permissions.ts";
import { addMember } from "@emeritus/operations/reporting-pay/testing.ts";
import { closeEmployment } from "@emeritus/records/pay-report-posting.ts";
import { parseDate } from "@emeritus/engine/dates.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import { accountLines, memberAccounts } from "@emeritus/records/member-account.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { stepsOf } from "@emeritus/records/run.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  auditor,
  code,
  done,
  halfMonth,
  key,
  type MoneyFund,
  moneyFund,
  postFile,
  preparer,
  releaser,
} from "./fund.ts";

let fund: MoneyFund;
const people: Record<string, number> = {};
beforeAll(async () => {
  fund = await moneyFund();
  await postFile(fund.system, halfMonth("2026-05-01", "2026-05-15", "2026-05-29"));
  const add = async (name: string, seven: number, from: string) => {
    people[name] = await addMember(fund.system, {
      seven,
      first: name,
      last: "Roe",
      born: "1970-01-01",
      code: "C1",
      from,
      plan: "msep2011",
    });
    return people[name];
  };
  people["richard"] = fund.richard;
  await add("stays", 1_000_010, "2015-07-01");
  await add("leftVested", 1_000_011, "2015-07-01");
  await add("leftEarly", 1_000_012, "2024-07-01");
  await add("died", 1_000_013, "2015-07-01");
  await add("retired", 1_000_014, "2012-07-01");
  await add("refunded", 1_000_015, "2015-07-01");
  await fund.system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const left = ["leftVested", "leftEarly", "refunded"].map((name) => ({
      person: people[name]!,
      position: 1,
      from: parseDate(name === "leftEarly" ? "2024-07-01" : "2015-07-01"),
      to: parseDate("2026-03-01"),
      endedBy: "left" as const,
    }));
    await closeEmployment(tx, 1, left, instant);
    const posting = (person: number, cents: bigint, more: object = {}) => ({
      fund: 1,
      person,
      account: 1,
      kind: "contribution" as const,
      posted_on: "2025-06-30",
      cents,
      source: "taken over",
      recorded_from: instant,
      ...more,
    });
    await tx
      .insertInto("records.account_posting")
      .values([
        ...["richard", "stays", "leftVested", "leftEarly", "died", "retired", "refunded"].map((name) =>
          posting(people[name]!, 100_000n),
        ),
        posting(people["richard"]!, 5_000n, { kind: "interest" }),
        posting(people["richard"]!, 20_000n, { posted_on: "2025-07-01", source: "taken over, 1 July" }),
        posting(people["richard"]!, 70_000n, { posted_on: "2025-07-02", source: "taken over, 2 July" }),
        posting(people["refunded"]!, -100_000n, { kind: "refund", posted_on: "2026-06-10" }),
        // The work of a retiree who came back: an account of its own.
        posting(people["retired"]!, 40_000n, { account: 2 }),
      ])
      .execute();
    await sql`insert into records.person_death (fund, person, died, recorded_from) values (1, ${people["died"]!}, '2026-06-29', ${instant}::timestamptz)`.execute(
      tx,
    );
    await sql`insert into records.benefit (fund, person, benefit, member, kind, payment_option, determination, base_cents, valid_from, recorded_from)
      values (1, ${people["retired"]!}, 901, ${people["retired"]!}, 'retirement', 'lifeIncome', 1, 100, '2025-01-01', ${instant}::timestamptz)`.execute(
      tx,
    );
    await sql`insert into records.employment (fund, person, position, employer, reporting_group, plan, member_class, valid_from, recorded_from)
      values (1, ${people["retired"]!}, 2, 42, 420, 'msep2011', 'general', '2025-02-01', ${instant}::timestamptz)`.execute(
      tx,
    );
  });
});
afterAll(() => fund.dispose());

const prepare = (year: number) => prepareInterest(fund.system, preparer, { key: key(), year });

test("RSMo 104.1091 a year whose rate no source gives is refused by its name until the fund enters it (CONTRIBUTIONS-Q04)", async () => {
  expect(await code(prepare(2026))).toBe("tooEarly");
  fund.on("2026-07-01");
  const no = await prepare(2026);
  expect(no.refused).toMatchObject({
    code: "interestRateNotEntered",
    facts: { year: 2026, register: "CONTRIBUTIONS-Q04" },
    cites: "RSMo 104.1091.8(5)",
  });
  const rate = { key: key(), year: 2026, thousandths: 4_000, because: "Auction of 26 June 2025" };
  expect(await code(enterInterestRate(fund.system, preparer, { ...rate, year: 2019 }))).toBe("ratePublished");
  await expect(enterInterestRate(fund.system, releaser, rate)).rejects.toThrow(NotAllowed);
  await done(enterInterestRate(fund.system, preparer, { ...rate, key: key() }));
  // MOSERS page "Interest Applied to Member Contributions", 2019, and the fund's own.
  expect(
    (await readInterestRates(fund.system, auditor)).map(({ year, thousandths }) => [year, thousandths]),
  ).toEqual([
    [2026, 4_000],
    [2019, 2_347],
    [2018, 1_243],
    [2017, 570],
    [2016, 295],
    [2015, 112],
    [2014, 162],
    [2013, 4_000],
    [2012, 4_000],
  ]);
});

test("H-137, H-175 four percent of pay is posted to the member's account with the report", async () => {
  const lines = await accountLines(fund.system.db, 1, [fund.richard]);
  expect(lines.at(-1)).toMatchObject({
    account: 1,
    kind: "contribution",
    postedOn: "2026-05-29",
    cents: 8_000n,
  });
});

test("H-138, H-139, H-140 S-37 interest on what stood on 1 July; stopped for who left unvested, retired, died or was refunded; two people, exactly once", async () => {
  const { run } = await done(prepare(2026));
  expect(await done(prepare(2026))).toEqual({ run, attempt: 1 });
  // Two starters at once, and again.
  await Promise.all([carryInterestOn(fund.system, run), carryInterestOn(fund.system, run)]);
  const seen = (await seeInterest(fund.system, preparer, run))!;
  const outcome = Object.fromEntries(
    seen.first.map((item) => [
      `${Object.entries(people).find(([, person]) => person === item.person)![0]} ${item.account}`,
      item.reason ?? item.cents,
    ]),
  );
  expect(outcome).toEqual({
    "richard 1": 5_000n, // 4 % of 1,000.00 + 50.00 + 200.00; the 700.00 of 2 July earn nothing yet
    "stays 1": 4_000n,
    "leftVested 1": 4_000n,
    "leftEarly 1": "leftNotVested",
    "died 1": "died",
    "retired 1": "retired",
    "retired 2": 1_600n, // 4 % of 400.00 in an account of its own
    "refunded 1": "refunded",
  });
  expect(seen).toMatchObject({
    state: "waitingForApproval",
    count: 4n,
    cents: 14_600n,
    may: { approve: false },
  });
  const approval = { key: key(), run, count: 4n, cents: 14_600n, sha256: seen.sha256! };
  const both = { ...preparer, roles: ["payrollPreparer", "payrollReleaser"] as const };
  expect(await code(approveInterest(fund.system, both, approval))).toBe("preparedByYou");
  expect(await code(approveInterest(fund.system, releaser, { ...approval, cents: 14_601n }))).toBe(
    "notWhatYouSaw",
  );
  await expect(approveInterest(fund.system, preparer, approval)).rejects.toThrow(NotAllowed);
  expect(await carryInterestOn(fund.system, run)).toBe("approval");
  expect((await memberAccounts(fund.system.db, 1, [people["stays"]!]))[0]).toMatchObject({
    interestCents: 0n,
  });
  await done(approveInterest(fund.system, releaser, { ...approval, key: key() }));
  await Promise.all([
    carryInterestOn(fund.system, run),
    carryInterestOn(fund.system, run),
    carryInterestOn(fund.system, run),
  ]);
  expect((await stepsOf(fund.system.db, 1, run)).map(({ step }) => step)).toEqual([
    "calculated",
    "approved",
    "posted",
  ]);
  const { rows } = await sql<{
    n: bigint;
    cents: bigint;
  }>`select count(*) as n, sum(cents)::bigint as cents from ledger.transfer where run = ${run}`.execute(
    fund.system.db,
  );
  expect(rows[0]).toEqual({ n: 1n, cents: 14_600n });
  for (const proof of await readControlProofs(fund.system, auditor))
    expect(proof, proof.name).toMatchObject({ equal: true });
  expect(await code(withdrawInterest(fund.system, preparer, { key: key(), run, because: "Late." }))).toBe(
    "alreadyApproved",
  );
  expect(await code(prepare(2025))).toBe("interestRateNotEntered");
});

test("the member sees balance, years and interest with how it came about; the accounts are the sum of their postings", async () => {
  const richard = { account: "richard", roles: ["member"], employers: [], person: fund.richard } as const;
  const [account] = await readMemberAccounts(fund.system, richard, fund.richard);
  expect(account).toMatchObject({
    account: 1,
    contributedCents: 198_000n,
    interestCents: 10_000n,
    balanceCents: 208_000n,
  });
  expect(
    account!.years.map(({ begins, contributedCents, interestCents, endCents }) => [
      begins,
      contributedCents,
      interestCents,
      endCents,
    ]),
  ).toEqual([
    ["2025-07-01", 98_000n, 5_000n, 208_000n],
    ["2024-07-01", 100_000n, 5_000n, 105_000n],
  ]);
  expect(account!.lines.reduce((sum, { cents }) => sum + cents, 0n)).toBe(account!.balanceCents);
  const run = account!.years[0]!.run!;
  const explained = (await explainInterest(fund.system, richard, { person: fund.richard, account: 1, run }))!;
  expect(explained).toMatchObject({ year: 2026, thousandths: 4_000, agrees: true });
  expect(wholeCents(explained.interest.value!)).toBe(5_000n);
  await expect(readMemberAccounts(fund.system, richard, people["stays"]!)).rejects.toThrow(NotAllowed);
  const [first, second] = await readMemberAccounts(
    fund.system,
    { ...richard, person: people["retired"]! },
    people["retired"]!,
  );
  expect([first!.balanceCents, second!.balanceCents]).toEqual([100_000n, 41_600n]);
});

test("a run that is withdrawn is prepared again as the next attempt; years follow each other", async () => {
  fund.on("2028-07-02");
  for (const year of [2027, 2028])
    await done(
      enterInterestRate(fund.system, preparer, { key: key(), year, thousandths: 1_000, because: "Auction" }),
    );
  const skipped = await prepare(2028);
  expect(skipped.refused).toMatchObject({ code: "yearSkipped", facts: { year: 2027 } });
  const { run } = await done(prepare(2027));
  await done(withdrawInterest(fund.system, preparer, { key: key(), run, because: "A report came late." }));
  expect(await done(prepare(2027))).toMatchObject({ attempt: 2 });
  expect(await code(prepare(2028))).toBe("yearBeforeOpen");
});
