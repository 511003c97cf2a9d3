import { formatDate } from "@emeritus/engine/dates.ts";
import {
  decideToldDetail,
  readWaitingDetails,
  type DetailSeen,
} from "@emeritus/operations/enrolling/decide-told-detail.ts";
import { chooseDetailPolicy, type DetailPolicy } from "@emeritus/operations/enrolling/told-details.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { recordReadingsOf } from "@emeritus/operations/signing-in/record-reading.ts";
import type { Address } from "@emeritus/records/address.ts";
import { longDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { needed } from "../employer/form-fields.ts";
import { Button, Choices, Empty, Field, Form } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, page, see, type View } from "../shared/routes.ts";

const path = "/office/told-details";
const owner = "enrolment";

async function show({ system, actor, words }: Pick<Asked, "system" | "actor" | "words">): Promise<View> {
  const { waiting, policy } = await readWaitingDetails(system, actor);
  const persons = waiting.map(({ person }) => person);
  await recordReadingsOf(system, actor, { action: "find members", persons, route: path });
  const says = words.payReports.details;
  return {
    title: says.title,
    over: <a href={link("/office/pay-reports")}>{words.payReports.office.title}</a>,
    body: (
      <>
        <p className="lead measure">{says.lead}</p>
        {waiting.length === 0 ? <Empty>{says.none}</Empty> : null}
        {waiting.map((seen) => (
          <Waiting
            key={seen.notice}
            seen={seen}
            decides={may(actor, "change a record", { person: seen.person })}
          />
        ))}
        <h2>{says.policy}</h2>
        <p>{says.now(policy)}</p>
        {may(actor, "choose how pay reports wait") ? <Policy policy={policy} /> : null}
        {may(actor, "choose what employers see") ? (
          <p>
            <a href={link("/office/applications-shown")}>{words.enrolment.applicationsShown.title}</a>
          </p>
        ) : null}
      </>
    ),
  };
}

function Waiting({ seen, decides }: { seen: DetailSeen; decides: boolean }) {
  const says = useWords().payReports.details;
  const { person, notice, personName, memberId, kind, detail, effective, employerName, why, home } = seen;
  return (
    <section aria-labelledby={`told-${notice}`}>
      <h2 id={`told-${notice}`}>{says.of({ name: personName, memberId })}</h2>
      <p>
        {says.told[kind]({
          by: employerName,
          from: longDate(formatDate(effective)),
          parts: kind === "name" ? nameSaid(detail) : addressSaid(detail),
        })}
      </p>
      {kind === "name" ? null : <p>{home ? says.home({ parts: addressSaid(home) }) : says.noHome}</p>}
      <p>{says.why[why]}</p>
      {decides ? (
        <Form
          action={link("/office/told-details/:person/:notice", { person, notice })}
          label={says.of({ name: personName, memberId })}
        >
          <Choices
            name={`step-${notice}`}
            label={says.decide}
            options={[
              { value: "recorded", text: says.record },
              { value: "declined", text: says.decline },
            ]}
          />
          <Field name={`because-${notice}`} label={says.because} />
          <Button>{says.button}</Button>
        </Form>
      ) : null}
    </section>
  );
}

type Part = string | undefined;
const joined = (parts: readonly Part[], by: string): string => parts.filter(Boolean).join(by);

const nameSaid = ({ first, middle, last, suffix }: Readonly<Record<string, Part>>): string =>
  joined([first, middle, last, suffix], " ");

/** An address in one line; the country only where it is another. */
const addressSaid = (address: Readonly<Record<string, Part>> | Address): string => {
  const { street, street2, city, state, postalCode, country } = address;
  return joined(
    [street, street2, city, joined([state, postalCode], " "), country === "US" ? "" : country],
    ", ",
  );
};

function Policy({ policy }: { policy: DetailPolicy }) {
  const says = useWords().payReports.details;
  const options = [
    { value: "takesEffect", text: says.effects.takesEffect },
    { value: "waits", text: says.effects.waits },
  ];
  return (
    <Form action={link("/office/told-details")} label={says.policy}>
      <Choices name="name" label={says.names} value={policy.name} options={options} />
      <Choices name="address" label={says.addresses} value={policy.address} options={options} />
      <Button>{says.choose}</Button>
    </Form>
  );
}

page({ path, owner, may: "find members", show });

const effect = z.enum(["takesEffect", "waits"], "modeMissing");
form({
  path,
  owner,
  may: "choose how pay reports wait",
  body: z.object({ name: effect, address: effect }),
  says: (words) => words.payReports.office.problems,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    await chooseDetailPolicy(system, actor, { key, ...body });
    return see(link(path), words.payReports.office.chosen);
  },
});

form({
  path: `${path}/:person/:notice`,
  owner,
  may: "change a record",
  subject: ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) }),
  body: z.record(z.string(), z.string().max(500)),
  says: (words) => words.payReports.details.problems,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const [person, notice] = [numberIn(params.person), numberIn(params.notice)];
    const step = z.enum(["recorded", "declined"]).safeParse(body[`step-${notice}`]);
    if (!step.success) return again({ field: `step-${notice}`, says: "stepMissing" });
    const because = needed("because-missing", 500).safeParse(body[`because-${notice}`]);
    if (!because.success) return again({ field: `because-${notice}`, says: "because-missing" });
    const asked = { key, person, notice, step: step.data, because: because.data };
    const { refused } = await decideToldDetail(system, actor, asked);
    if (refused) return again({ says: refused.code });
    return see(link(path), words.payReports.details.done[step.data]);
  },
});
