import {
  chooseApplicationsShown,
  readApplicationsShown,
} from "@emeritus/operations/enrolling/applications-shown.ts";
import { z } from "zod";
import { Button, Choices, Form } from "../shared/components/index.ts";
import { type Asked, form, link, page, see, type View } from "../shared/routes.ts";

const path = "/office/applications-shown";

async function show({ system, actor, words }: Pick<Asked, "system" | "actor" | "words">): Promise<View> {
  const shown = await readApplicationsShown(system, actor);
  const says = words.enrolment.applicationsShown;
  const now = shown ? "yes" : "no";
  return {
    title: says.title,
    over: <a href={link("/office/told-details")}>{says.back}</a>,
    body: (
      <>
        <p className="lead measure">{says.says}</p>
        <p>{says.now[now]}</p>
        <Form action={link(path)} label={says.title}>
          <Choices
            name="shown"
            label={says.label}
            value={now}
            options={(["yes", "no"] as const).map((value) => ({ value, text: says.options[value] }))}
          />
          <Button>{says.choose}</Button>
        </Form>
      </>
    ),
  };
}

page({ path, owner: "enrolment", may: "choose what employers see", show });
form({
  path,
  owner: "enrolment",
  may: "choose what employers see",
  body: z.object({ shown: z.enum(["yes", "no"], "shownMissing") }),
  says: (words) => words.enrolment.applicationsShown.problems,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    await chooseApplicationsShown(system, actor, { key, shown: body.shown === "yes" });
    return see(link(path), words.enrolment.applicationsShown.chosen);
  },
});
