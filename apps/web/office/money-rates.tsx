import {
  enterRate,
  type RateName,
  type RateOn,
  ratesNotGiven,
  type RatesOfYear,
  rateTables,
  readRates,
} from "@emeritus/operations/money-in/certified-rates.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { shortDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Button, ErrorSummary, Field, Form, Select, Table } from "../shared/components/index.ts";
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
  return {
    title: words.money.rates.title,
    over: <a href={back.href}>{back.text}</a>,
    wide: true,
    body: <Rates years={years} enter={may(actor, "enter money in")} />,
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
      <ErrorSummary />
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
form({
  path: "/office/money/rates",
  owner: "money in",
  may: "enter money in",
  body: z.object({
    which: z.string().regex(/^(generalPayroll|judicialPayroll) \d{4}-07-01$/u, "notAFiscalYear"),
    rate: z.string().refine((text) => {
      const thousandths = thousandthsTyped(text) ?? 0;
      return thousandths > 0 && thousandths <= 100_000;
    }, "badPercent"),
    because: z.string().trim().min(1, "becauseMissing").max(500, "becauseMissing"),
  }),
  says: (words) => words.money.problems,
  bad: (asked) => officeRates(asked),
  take: async ({ system, actor, body, key, words }) => {
    const [name, fiscalYear] = body.which.split(" ") as ["generalPayroll" | "judicialPayroll", string];
    const asked = { key, name, fiscalYear, thousandths: thousandthsTyped(body.rate)!, because: body.because };
    const { refused } = await enterRate(system, actor, asked);
    if (refused) return again({ field: "which", says: refused.code, facts: refused.facts });
    return see(link("/office/money/rates"), words.money.rates.done);
  },
});
