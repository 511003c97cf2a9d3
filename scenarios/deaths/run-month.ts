/**
 * A month's payroll by the law in force in a process of its own, to be killed: node run-month.ts DATABASE-URL HOME MONTH. Run again
 * after a kill it goes on from where the run stands; it ends with status 0 when the file is handed over.
 */
import { join } from "node:path";
import { approveRun, toApprove } from "@emeritus/operations/benefit-payroll/approve-run.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { connect } from "@emeritus/records/db.ts";
import { loadKeys } from "@emeritus/records/keys.ts";
import { getRun, stepsOf } from "@emeritus/records/run.ts";
import { monthOf } from "../payroll/fund.ts";
import { payrollSystem, preparer, releaser } from "../payroll/test-system.ts";

const PREPARING = "33333333-3333-4333-8333-333333333333";
const APPROVING = "44444444-4444-4444-8444-444444444444";

const [url, home, month] = process.argv.slice(2) as [string, string, string];
const connection = connect(url, "emeritus_app", { most: 2 });
const keys = loadKeys(join(home, "keys"));
const system = payrollSystem(connection.db, connection.db, keys, home, `${month}-20`, payrollLaw());
const { accepted, refused } = await prepareRun(system, preparer, { key: PREPARING, month: monthOf(month) });
if (accepted === undefined) throw new Error(refused.code);
const { run } = accepted;
await carryOn(system, run);
const offered = await toApprove(system, await getRun(system.db, 1, run), await stepsOf(system.db, 1, run));
if (offered !== undefined) await approveRun(system, releaser, { key: APPROVING, run, ...offered });
const waiting = await carryOn(system, run);
await connection.close();
process.exitCode = waiting === "nothing" ? 0 : 1;
