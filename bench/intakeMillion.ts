import { parseDate } from "@emeritus/engine/dates.ts";
import { payDifferences } from "@emeritus/records/verify.ts";
import { durableFund, report, timed } from "./durable-fund.ts";
import { copies, employerOf, fileOf, fill, makeTwins, upload } from "./intake-fund.ts";

const rows = 1_000_000;
const people = 50_000;
const bar = 0.25;
const mostMemory = 512;

/**
 * Intake of 1,000,000 pay rows: an employer of 50,000 people sends twenty reports, each as soon as the one before is posted, and
 * so each against the pay of the last. Against COPY of the rows posted. This process, the making of the files and the yardstick
 * in it, must stay under 512 MB throughout.
 */
export default async function intakeMillion(): Promise<void> {
  await using fund = await durableFund(parseDate("2026-12-31"));
  const employer = employerOf(people);
  await fill(fund, employer);
  await makeTwins(fund);
  await fund.bare.query("vacuum analyze");
  let ours = 0;
  let yardstick = 0;
  for (let n = 0; n <= rows / people; n++) {
    const bytes = fileOf(employer, n);
    await fund.settle();
    const upon = await timed(() => upload(fund, employer, bytes));
    const copy = await copies(fund);
    await fund.settle();
    const copied = await timed(copy);
    if (n === 0) continue; // the first pair warms both
    ours += upon;
    yardstick += copied;
  }
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const wrong = await payDifferences(fund.system.reader, 1);
  if (wrong.length > 0) throw new Error("The packed years are not the rows.");
  console.log(`memory at most ${megabytes.toFixed(0)} MB of ${mostMemory} MB`);
  report("intakeMillion", bar, [[yardstick, ours]]);
  if (megabytes > mostMemory) throw new Error(`This took ${megabytes.toFixed(0)} MB.`);
}
