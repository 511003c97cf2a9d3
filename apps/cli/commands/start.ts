import { prepareWebApp } from "@emeritus/web/app.ts";
import { formatDate } from "@emeritus/engine/dates.ts";
import type { Log } from "@emeritus/operations/system.ts";
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
import { stopInOrder } from "../serving/stopping.ts";
import { keepDatabaseAlive } from "../serving/keep-database-alive.ts";

const words = en.cli.start;

const lingeringMs = 5_000;

/** Serves the whole system until it is asked to stop. */
export const command: Command = {
  name: "start",
  summary: words.summary,
  usage: words.usage,
  run: async (_args, context) => {
    const { port } = asked(context.environment);
    await refuseBusyPort(port);
    const stopping = stopAsked();
    prepareWebApp().catch(() => undefined); // what fails is told where the pages are served
    const fund = await openToServe(context.environment, context.say);
    const serving = await begin(fund, port, context).catch(async (error: unknown) => {
      await fund.close();
      throw error;
    });
    const watch = keepDatabaseAlive(fund, context.say);
    await stopping;
    context.say(words.stopping);
    watch.stop();
    const unfinished = await stopInOrder(serving, fund);
    context.say(unfinished.length === 0 ? words.stopped : words.notInOrder({ what: unfinished }));
    return endWith(unfinished.length === 0 ? 0 : 1, fund.system.log);
  },
};

/** The exit status; the process ends by itself as nothing holds it, and is ended, with a word in the log, where something does. */
function endWith(status: number, log: Log): number {
  setTimeout(() => {
    log.warn({ held: process.getActiveResourcesInfo() }, "something held the program after its stop");
    process.exit(status);
  }, lingeringMs).unref();
  return status;
}

async function begin(fund: OpenedFund, port: number, { say, environment }: Context): Promise<Serving> {
  if (fund.system.fund.demonstration) await makeDemonstration(fund, say);
  const serving = await serve(fund, port, environment["HOST"] || "localhost");
  const calendar = fund.system.calendar.moved
    ? [words.movedCalendar({ today: formatDate(fund.system.calendar.today()) })]
    : [];
  for (const line of [words.serving(serving), ...calendar, ...signInLines(fund), words.stopHint]) say(line);
  return serving;
}
