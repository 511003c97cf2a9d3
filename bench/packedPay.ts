import { plainDate } from "@emeritus/engine/dates.ts";
import { payOf } from "@emeritus/records/pay.ts";
import { durableFund, report, timed } from "./durable-fund.ts";

const people = 2_000;
const years = 30;
/** Enough for a steady pace: the first pages after the other side's find nothing of theirs in the processor's caches. */
const pages = 1_000;
const pairsMeasured = 15;
const bar = 5;
const today = plainDate(2026, 11, 21);

/** Thirty years of pay of many members, read whole for a page by the record, against a bare client that reads a row a month. */
export default async function packedPay(): Promise<void> {
  await using fund = await durableFund(today);
  const { bare, system } = fund;
  await bare.query(
    `insert into records.person select 1, p, (10000000 + p)::text, now() from generate_series(1, ${people}) p`,
  );
  await bare.query(`
    insert into records.pay select 1, p, 1, 1996 + n / 12, 1 + n % 12, 1 + n, p, 250000 + (p * 31 + n * 7) % 90000, now()
    from generate_series(1, ${people}) p, generate_series(0, ${years * 12 - 1}) n`);
  await bare.query(`
    insert into projection.pay_year
    select fund, person, position, year, array_agg(cents::int order by month) from records.pay group by 1, 2, 3, 4`);
  await bare.query("vacuum analyze");
  const personAt = (n: number): number => 1 + ((n * 7_919) % people);
  const rowsText = `select position, year, month, cents from records.pay where fund = $1 and person = $2 order by year, month, position`;

  const rows = async () => {
    let cents = 0n;
    for (let n = 0; n < pages; n++) {
      const answer = await bare.query({ name: "rows of pay", text: rowsText, values: [1, personAt(n)] });
      if (answer.rows.length !== years * 12) throw new Error("A month is missing.");
      cents += BigInt(answer.rows[0].cents);
    }
    return cents;
  };
  const packed = async () => {
    let cents = 0;
    for (let n = 0; n < pages; n++) {
      const pay = await payOf(system.db, 1, personAt(n));
      if (pay.length !== years * 12) throw new Error("A month is missing.");
      cents += pay[0]!.cents;
    }
    return cents;
  };
  if (Number(await rows()) !== (await packed())) throw new Error("The packed years are not the rows.");
  const pairs: [number, number][] = [];
  for (let n = 0; n < pairsMeasured; n++) {
    const yardstick = await timed(rows);
    const ours = await timed(packed);
    pairs.push([yardstick, ours]);
  }
  report("packedPay", bar, pairs);
}
