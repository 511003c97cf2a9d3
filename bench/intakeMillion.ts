import { parseDate } from "@emeritus/engine/dates.ts";
import { payDifferences } from "@emeritus/records/verify.ts";
import { durableFund, report, timed } from "./durable-fund.ts";
import { copies, employerOf, fileOf, fill, makeTwins, people, upload } from "./intake-fund.ts";

const rows = 1_000_000;
const bar = 0.25;
const mostMemory = 512;

/**
 * Intake of 1,000,000 pay rows: ten employers of 100,000 people send their reports one after the other, in a fund that already
 * holds their first. Against COPY of the rows posted. This process, the making of the files and the yardstick in it, must stay
 * under 512 MB throughout.
 */
export default async function intakeMillion(): Promise<void> {
  await using fund = await durableFund(parseDate("2026-12-31"));
  await makeTwins(fund);
  const employers = Array.from({ length: rows / people }, (_, n) => n);
  for (const n of employers) await fill(fund, employerOf(n));
  await fund.bare.query("vacuum analyze");
  let ours = 0;
  let yardstick = 0;
  for (const [at, n] of [0, ...employers].entries()) {
    const employer = employerOf(n);
    const bytes = fileOf(employer, at === 0 ? 0 : n === 0 ? 1 : 0);
    await fund.settle();
    const upon = await timed(() => upload(fund, employer, bytes));
    const copy = await copies(fund);
    await fund.settle();
    const copied = await timed(copy);
    if (at === 0) continue; // the first pair warms both
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
