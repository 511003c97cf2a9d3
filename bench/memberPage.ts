import { plainDate } from "@emeritus/engine/dates.ts";
import { readCareers } from "@emeritus/records/career-rows.ts";
import { poolDialect } from "@emeritus/records/driver.ts";
import type { Database } from "@emeritus/records/schema.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { testMembers } from "@emeritus/web/testing/members.ts";
import { signedIn } from "@emeritus/web/testing/system.ts";
import { Kysely, type CompiledQuery } from "kysely";
import { durableFund, report, timed, type DurableFund } from "./durable-fund.ts";

const pairsMeasured = 15;
const requests = 40;
const bar = 0.4;
const today = plainDate(2026, 11, 21);

/** The statement by which the page reads a career, as it is sent. */
async function statementOf({ app }: DurableFund, person: number): Promise<CompiledQuery> {
  const sent: CompiledQuery[] = [];
  const listening = new Kysely<Database>({
    dialect: poolDialect(app.pool),
    log: ({ query }) => void sent.push(query),
  });
  await readCareers(listening, 1, [person], { on: today });
  return sent[0]!;
}

/** The page of a member's own record, 360 months of pay in it, against the same reading of the record by a bare client. */
export default async function memberPage(): Promise<void> {
  await using fund = await durableFund(today);
  const { cora } = await testMembers(fund.system);
  await fund.bare.query("vacuum analyze");
  const { cookie } = await signedIn(fund.system, { account: "cora", roles: ["member"], person: cora });
  await using app = await createWebApp(fund.system);
  await app.ready();

  const page = async () => {
    for (let n = 0; n < requests; n++) {
      const answer = await app.inject({ url: "/member/record", headers: { cookie, host: "localhost" } });
      if (answer.statusCode !== 200 || !answer.body.includes("1996"))
        throw new Error(`The page answered ${answer.statusCode}.`);
    }
  };
  const statement = await statementOf(fund, cora);
  const bare = async () => {
    for (let n = 0; n < requests; n++) {
      const { rows } = await fund.bare.query(statement.sql, [...statement.parameters]);
      if (rows[0].pay.length !== 31) throw new Error("The bare client read something else.");
    }
  };
  await page();
  await bare();
  const pairs: [number, number][] = [];
  for (let n = 0; n < pairsMeasured; n++) {
    const yardstick = await timed(bare);
    const ours = await timed(page);
    pairs.push([yardstick / requests, ours / requests]);
  }
  report("memberPage", bar, pairs);
}
