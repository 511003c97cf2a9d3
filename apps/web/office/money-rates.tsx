import {
  type RateName,
  type RateOn,
  ratesNotGiven,
  type RatesOfYear,
  rateTables,
  readRates,
} from "@emeritus/operations/money-in/certified-rates.ts";
import {
  decideRate,
  enterRate,
  type RateWaiting,
  readRatesWaiting,
} from "@emeritus/operations/money-in/enter-rate.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { shortDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Button, Facts, Field, Form, Select, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, page, see, type View } from "../shared/routes.ts";
import { percentText, thousandthsTyped } from "./money-parts.tsx";

type RatesAsked = Pick<Asked, "system" | "actor" | "words">;

/** The page of rates, for the office or an employer, with the way back. */
async function show(
  { system, actor, words }: RatesAsked,
  back: { href: string; text: string },
): Promise<View> {
  const years = await readRates(system, actor);
  const waiting = may(actor, "read money in") ? await readRatesWaiting(system, actor) : [];
  return {
    title: words.money.rates.title,
    over: <a href={back.href}>{back.text}</a>,
    wide: true,
    body: (
      <>
        <Rates years={years} enter={may(actor, "enter money in")} />
        {waiting.length === 0 ? null : <Waiting rates={waiting} decide={may(actor, "release money out")} />}
      </>
    ),
  };
}

function Rates({ years, enter }: { years: readonly RatesOfYear[]; enter: boolean }) {
  const words = useWords().money.rates;
  const names = Object.keys(rateTables) as RateName[];
  const unknown = years.flatMap(({ fiscalYear, rates }) =>
    (["generalPayroll", "judicialPayroll"] as const)
      .filter((name) => rates[name] === undefined)
      .map((name) => ({ fiscalYear, name })),
  );
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <Table
        caption={words.title}
        quiet
        rows={years}
        keyOf={({ fiscalYear }) => fiscalYear}
        columns={[
          { head: words.year, names: true, cell: ({ fiscalYear }) => shortDate(fiscalYear) },
          ...names.map((name) => ({
            head: words.names[name],
            cell: ({ rates, changes }: RatesOfYear) => (
              <>
                <Rate rate={rates[name]} />
                {changes
                  .filter((change) => change.name === name)
                  .map(({ from, thousandths }) => (
                    <span key={from} className="small">
                      {" "}
                      {words.changed({ rate: percentText(thousandths), from: shortDate(from) })}
                    </span>
                  ))}
              </>
            ),
          })),
        ]}
      />
      {enter && unknown.length > 0 ? (
        <>
          <h2>{words.enter}</h2>
          <p>{words.enterSays}</p>
          <Form action={link("/office/money/rates")} label={words.enter}>
            <Select
              name="which"
              label={words.which}
              options={unknown.map(({ fiscalYear, name }) => ({
                value: `${name} ${fiscalYear}`,
                text: `${words.names[name]}, ${shortDate(fiscalYear)}`,
              }))}
            />
            <Field name="rate" label={words.rate} inputMode="decimal" width="short" suffix="%" />
            <Field name="because" label={words.resolution} />
            <Button>{words.button}</Button>
          </Form>
        </>
      ) : null}
    </>
  );
}

/** Rates that one person entered: who, where they stand, and the second person's answer. */
function Waiting({ rates, decide }: { rates: readonly RateWaiting[]; decide: boolean }) {
  const words = useWords().money.rates;
  return (
    <>
      <h2>{words.waiting}</h2>
      <p>{words.waitingSays}</p>
      {rates.map(({ name, fiscalYear, thousandths, because, enteredBy }) => {
        const title = words.of({ name: words.names[name], year: shortDate(fiscalYear) });
        return (
          <section key={`${name} ${fiscalYear}`}>
            <h3>{title}</h3>
            <Facts
              facts={[
                { name: words.rate, value: percentText(thousandths) },
                { name: words.resolution, value: because },
                { name: words.enteredBy, value: enteredBy },
              ]}
            />
            {decide ? (
              <Form action={link("/office/money/rates/decision")} label={title}>
                <input type="hidden" name="which" value={`${name} ${fiscalYear}`} />
                <input type="hidden" name="thousandths" value={String(thousandths)} />
                <p className="actions">
                  <Button name="decision" value="confirmed" describes={title}>
                    {words.confirm}
                  </Button>{" "}
                  <Button name="decision" value="refused" look="outline" describes={title}>
                    {words.refuse}
                  </Button>
                </p>
              </Form>
            ) : null}
          </section>
        );
      })}
    </>
  );
}

function Rate({ rate }: { rate: RateOn }) {
  const words = useWords().money.rates;
  if (rate === undefined) return words.unknown({ register: ratesNotGiven });
  const text = percentText(rate.thousandths);
  return rate.from === "law" ? text : words.entered({ rate: text });
}

const officeRates = (asked: RatesAsked) =>
  show(asked, { href: link("/office/money"), text: asked.words.money.title });

page({ path: "/office/money/rates", owner: "money in", may: "read invoices", show: officeRates });
page({
  path: "/employer/rates",
  owner: "money in",
  may: "read invoices",
  show: (asked) => show(asked, { href: link("/employer/invoices"), text: asked.words.money.invoices.title }),
});

const which = z.string().regex(/^(generalPayroll|judicialPayroll) [1-9]\d{3}-07-01$/u, "notAFiscalYear");
const named = (text: string) => {
  const [name, fiscalYear] = text.split(" ") as ["generalPayroll" | "judicialPayroll", string];
  return { name, fiscalYear };
};
form({
  path: "/office/money/rates",
  owner: "money in",
  may: "enter money in",
  body: z.object({
    which,
    rate: z.string().refine((text) => {
      const thousandths = thousandthsTyped(text) ?? 0;
      return thousandths > 0 && thousandths <= 100_000;
    }, "badPercent"),
    because: z.string().trim().min(1, "becauseMissing").max(500, "becauseMissing"),
  }),
  says: (words) => words.money.problems,
  bad: (asked) => officeRates(asked),
  take: async ({ system, actor, body, key, words }) => {
    const asked = {
      key,
      ...named(body.which),
      thousandths: thousandthsTyped(body.rate)!,
      because: body.because,
    };
    const { refused } = await enterRate(system, actor, asked);
    if (refused) return again({ field: "which", says: refused.code, facts: refused.facts });
    return see(link("/office/money/rates"), words.money.rates.done);
  },
});
form({
  path: "/office/money/rates/decision",
  owner: "money in",
  may: "release money out",
  body: z.object({
    which,
    thousandths: z
      .string()
      .regex(/^\d{1,6}$/u, "rateChanged")
      .transform(Number),
    decision: z.enum(["confirmed", "refused"], "decisionMissing"),
  }),
  says: (words) => words.money.problems,
  bad: (asked) => officeRates(asked),
  take: async ({ system, actor, body: { which: of, ...body }, key, words }) => {
    const { refused } = await decideRate(system, actor, { key, ...named(of), ...body });
    if (refused) return again({ says: refused.code, facts: refused.facts });
    return see(link("/office/money/rates"), words.money.rates.decisions[body.decision]);
  },
});
