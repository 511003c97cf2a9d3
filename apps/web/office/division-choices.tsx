import {
  chooseForDivisions,
  type DivisionChoices,
  paidFromChoices,
  precedenceChoices,
  readDivisionChoices,
} from "@emeritus/operations/dividing-benefits/division-choices.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { z } from "zod";
import { Button, Choices, Form } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, form, link, page, see, type View } from "../shared/routes.ts";

const path = "/office/division-choices";
const choosing = {
  paidFrom: "/office/division-choices/paid-from",
  precedence: "/office/division-choices/precedence",
} as const;

async function show({ system, actor, words }: Pick<Asked, "system" | "actor" | "words">): Promise<View> {
  const now = await readDivisionChoices(system, actor);
  const chooses = may(actor, "choose how annuities are divided");
  const says = words.division.choices;
  return {
    title: says.title,
    over: <a href={link("/office/divisions")}>{words.division.title}</a>,
    body: (
      <>
        <p className="lead measure">{says.says}</p>
        {chooses ? null : <p>{says.reads}</p>}
        <One of="paidFrom" now={now} options={paidFromChoices} chooses={chooses} />
        <One of="precedence" now={now} options={precedenceChoices} chooses={chooses} />
      </>
    ),
  };
}

/** One of the choices: what holds now, and for who may choose the form. */
function One(props: {
  of: keyof DivisionChoices;
  now: DivisionChoices;
  options: readonly string[];
  chooses: boolean;
}) {
  const words = useWords().division.choices;
  const { of, now, options, chooses } = props;
  const { label, says } = words[of];
  const texts: Readonly<Record<string, string>> = words[of].options;
  return (
    <section>
      <h2>{label}</h2>
      <p className="measure">{says}</p>
      <p>{words.now({ option: texts[now[of]] ?? now[of] })}</p>
      {chooses ? (
        <Form action={link(choosing[of])} label={label}>
          <Choices
            name={of}
            label={label}
            value={now[of]}
            options={options.map((value) => ({ value, text: texts[value] ?? value }))}
          />
          <Button>{words.choose}</Button>
        </Form>
      ) : null}
    </section>
  );
}

page({ path, owner: "divisions", may: "read division orders", show });
form({
  path: choosing.paidFrom,
  owner: "divisions",
  may: "choose how annuities are divided",
  body: z.object({ paidFrom: z.enum(paidFromChoices, "choiceMissing") }),
  says: (words) => words.division.choices.problems,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    await chooseForDivisions(system, actor, { key, of: "paidFrom", value: body.paidFrom });
    return see(link(path), words.division.choices.chosen);
  },
});
form({
  path: choosing.precedence,
  owner: "divisions",
  may: "choose how annuities are divided",
  body: z.object({ precedence: z.enum(precedenceChoices, "choiceMissing") }),
  says: (words) => words.division.choices.problems,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    await chooseForDivisions(system, actor, { key, of: "precedence", value: body.precedence });
    return see(link(path), words.division.choices.chosen);
  },
});
