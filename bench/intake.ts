import { parseDate } from "@emeritus/engine/dates.ts";
import { payDifferences } from "@emeritus/records/verify.ts";
import { durableFund, report, timed } from "./durable-fund.ts";
import { copies, employerOf, fileOf, fill, makeTwins, upload } from "./intake-fund.ts";

const people = 100_000;
const pairsMeasured = 5;
const bar = 0.2;

/** Intake of 100,000 pay rows by the operation that an upload calls, against COPY of the rows that it posted. */
export default async function intake(): Promise<void> {
  await using fund = await durableFund(parseDate("2026-12-31"));
  const employer = employerOf(people);
  await fill(fund, employer);
  await makeTwins(fund);
  await fund.bare.query("vacuum analyze");
  const pairs: [number, number][] = [];
  for (let n = 0; n <= pairsMeasured; n++) {
    const bytes = fileOf(employer, n);
    await fund.settle();
    const ours = await timed(() => upload(fund, employer, bytes));
    const copy = await copies(fund);
    await fund.settle();
    const yardstick = await timed(copy);
    if (n > 0) pairs.push([yardstick, ours]); // the first pair warms both
  }
  const wrong = await payDifferences(fund.system.reader, 1);
  if (wrong.length > 0) throw new Error("The packed years are not the rows.");
  report("intake", bar, pairs);
}
