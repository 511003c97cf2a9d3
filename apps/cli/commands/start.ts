import { setTimeout as pause } from "node:timers/promises";
import { formatDate } from "@emeritus/engine/dates.ts";
import { en } from "@emeritus/words/en/index.ts";
import type { Command, Context } from "../command.ts";
import { asked } from "../opening/environment.ts";
import { openToServe } from "../opening/open-system.ts";
import type { OpenedFund } from "../opening/open-system.ts";
import { makeDemonstration } from "../serving/demonstration.ts";
import { refuseBusyPort } from "../serving/port.ts";
import { serve } from "../serving/serve.ts";
import type { Serving } from "../serving/serve.ts";
import { signInLines } from "../serving/sign-in-lines.ts";
import { stopAsked } from "../serving/stop-asked.ts";
import { keepDatabaseAlive } from "../serving/keep-database-alive.ts";

const words = en.cli.start;

const patienceMs = 8_000;
const lingeringMs = 1_000;

/** Waits for an orderly end, but not for what a database that was killed left hanging: the database is stopped in any case. */
const inTime = (end: Promise<unknown>): Promise<unknown> =>
  Promise.race([end.catch(() => undefined), pause(patienceMs, undefined, { ref: false })]);

/** Serves the whole system until it is asked to stop. */
export const command: Command = {
  name: "start",
  summary: words.summary,
  usage: words.usage,
  run: async (_args, context) => {
    const { port } = asked(context.environment);
    await refuseBusyPort(port);
    const stopping = stopAsked();
    const fund = await openToServe(context.environment, context.say);
    const serving = await begin(fund, port, context).catch(async (error: unknown) => {
      await fund.close();
      throw error;
    });
    const watch = keepDatabaseAlive(fund, context.say);
    await stopping;
    context.say(words.stopping);
    watch.stop();
    await inTime(serving.stop());
    await inTime(fund.close());
    await fund.server?.stop();
    context.say(words.stopped);
    setTimeout(() => process.exit(0), lingeringMs).unref();
    return 0;
  },
};

async function begin(fund: OpenedFund, port: number, { say, environment }: Context): Promise<Serving> {
  if (fund.system.fund.demonstration) await makeDemonstration(fund, say);
  const serving = await serve(fund, port, environment["HOST"] || "localhost");
  const calendar = fund.system.calendar.moved
    ? [words.movedCalendar({ today: formatDate(fund.system.calendar.today()) })]
    : [];
  for (const line of [words.serving(serving), ...calendar, ...signInLines(fund), words.stopHint]) say(line);
  return serving;
}
