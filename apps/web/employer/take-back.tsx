import { formatDate } from "@emeritus/engine/dates.ts";
import { readEmployee } from "@emeritus/operations/enrolling/read-people.ts";
import { takeBack, whyNotTakenBack } from "@emeritus/operations/enrolling/take-back.ts";
import { longDate, longInstant } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Alert, Button, Facts, Form, LongField } from "../shared/components/index.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { needed, problemOf } from "./form-fields.ts";
import { saidOf } from "./told.tsx";

const path = "/employer/people/:person/:position/take-back/:notice" as const;

const numbersIn = ({ person, position, notice }: Asked<typeof path>["params"]) => ({
  person: numberIn(person),
  position: numberIn(position),
  notice: numberIn(notice),
});

/** The form to take back one thing that was told: what it was, and why it cannot be taken back where something rests on it. */
async function show({ system, actor, params, words }: Asked<typeof path>): Promise<View> {
  const of = numbersIn(params);
  const seen = await readEmployee(system, actor, of.person);
  const told = seen?.notices.find(({ notice, position }) => notice === of.notice && position === of.position);
  if (seen === undefined || told === undefined) throw notFound();
  const refusal = await whyNotTakenBack(system, actor, of);
  const says = words.takingBack;
  const { first, last } = seen.person.name;
  const what = `${words.enrolment.notices[told.kind]}, ${longDate(formatDate(told.effective))}`;
  const by = `${told.actor}, ${longInstant(told.recordedFrom, system.fund.timeZone)}`;
  return {
    title: says.title,
    over: <a href={link("/employer/people/:person", { person: of.person })}>{`${first} ${last}`}</a>,
    body: (
      <>
        <p className="lead measure">{says.intro}</p>
        <Facts
          facts={[
            { name: says.what, value: what },
            ...saidOf(words, told, seen.details),
            { name: says.columns.who, value: by },
          ]}
        />
        {refusal === undefined ? (
          <Form action={link(path, of)}>
            <LongField name="because" label={says.because} hint={says.becauseHint} rows={3} />
            <Button>{says.send}</Button>
          </Form>
        ) : (
          <Alert kind="warning" heading={says.cannot}>
            {refusalSays(says.problems, refusal)} ({refusal.cites})
          </Alert>
        )}
      </>
    ),
  };
}

function refusalSays(
  problems: Readonly<Record<string, unknown>>,
  { code, facts }: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> },
): string {
  const says = problems[code];
  return typeof says === "function" ? String(says(facts)) : String(says ?? code);
}

const route = { path, owner: "enrolment", may: "report employment" } as const;
page({ ...route, show });
form({
  ...route,
  body: z.object({ because: needed("becauseMissing", 500) }),
  says: (words) => words.takingBack.problems,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const of = numbersIn(params);
    if ((await readEmployee(system, actor, of.person)) === undefined) throw notFound();
    const { refused } = await takeBack(system, actor, { key, ...of, ...body });
    if (refused?.code === "no-such-position") throw notFound();
    if (refused) return problemOf(refused, {});
    return see(link("/employer/people/:person", { person: of.person }), words.takingBack.done);
  },
});
