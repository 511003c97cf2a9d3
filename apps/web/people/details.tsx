import { addDays, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import {
  addressKinds,
  changeAddress,
  changeContact,
  contactKinds,
} from "@emeritus/operations/changing-person/change-contact.ts";
import { changeName, nameProofs } from "@emeritus/operations/changing-person/change-name.ts";
import { type Contacts, readContacts } from "@emeritus/operations/changing-person/read-contacts.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { longDate, shortDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { Fragment } from "react";
import { z } from "zod";
import { Button, Choices, Facts, Field, Form, More } from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { CorrectBirth } from "./correct-birth.tsx";
import {
  homeOf,
  isOffice,
  namedPerson,
  overOf,
  type PersonAsked,
  personOf,
  refusedBy,
  subject,
} from "./place.ts";

const paths = ["/member/details", "/office/members/:person/details"] as const;
type DetailsAsked = PersonAsked & Pick<Asked, "moment">;

const to = (asked: PersonAsked): string =>
  isOffice(asked) ? link(paths[1], { person: personOf(asked) }) : link(paths[0]);

/** The page of how somebody is called and reached; the office corrects a birth date on it too. */
export async function show(asked: DetailsAsked): Promise<View> {
  const person = personOf(asked);
  const named = await namedPerson(asked);
  const seen = await readContacts(asked.system, asked.actor, person, asked.moment);
  const words = asked.words.people.details;
  return {
    title: isOffice(asked) ? words.titleOf(named) : words.title,
    over: <a href={homeOf(asked)}>{overOf(asked, named)}</a>,
    body: (
      <>
        <p>{words.intro}</p>
        <Reached contacts={seen} today={formatDate(asked.moment.on)} />
        {may(asked.actor, "change an address", { person }) ? <Changes at={to(asked)} seen={seen} /> : null}
        {isOffice(asked) ? (
          may(asked.actor, "change a record", { person }) && (
            <>
              <ChangeName at={to(asked)} seen={seen} />
              <CorrectBirth person={person} seen={seen} />
            </>
          )
        ) : (
          <p>{words.namesSay}</p>
        )}
      </>
    ),
  };
}

/** How a person is called and reached, now and later. */
export function Reached({ contacts, today }: { contacts: Contacts; today: string }) {
  const all = useWords().people;
  const words = all.details;
  const [name, ...earlier] = contacts.names;
  const dated = ({ from, to: end }: { from: string; to: string }) => (
    <>
      {from > today ? <span className="soft small"> {all.from({ day: longDate(from) })}</span> : null}
      {end === "infinity" ? null : (
        <span className="soft small"> {all.until({ day: longDate(lastDay(end)) })}</span>
      )}
    </>
  );
  return (
    <Facts
      facts={[
        {
          name: words.names,
          value: (
            <>
              {name?.name ?? words.none}
              {earlier.map((one) => (
                <span key={one.from} className="soft small">
                  <br />
                  {words.earlier({
                    name: one.name,
                    from: shortDate(one.from),
                    to: shortDate(lastDay(one.to)),
                  })}
                </span>
              ))}
            </>
          ),
        },
        ...addressKinds.flatMap((kind) => {
          const rows = contacts.addresses.filter((one) => one.kind === kind);
          if (rows.length === 0 && kind === "mailing") return [];
          return [
            {
              name: all.kinds[kind],
              value:
                rows.length === 0
                  ? words.none
                  : rows.map((row) => (
                      <Fragment key={row.from}>
                        {row.lines.map((line) => (
                          <Fragment key={line}>
                            {line}
                            <br />
                          </Fragment>
                        ))}
                        {dated(row)}
                      </Fragment>
                    )),
            },
          ];
        }),
        ...contactKinds.flatMap((kind) => {
          const rows = contacts.contacts.filter((one) => one.kind === kind);
          if (rows.length === 0 && kind !== "email" && kind !== "mobilePhone") return [];
          return [
            {
              name: all.kinds[kind],
              value:
                rows.length === 0
                  ? words.none
                  : rows.map((row) => (
                      <Fragment key={row.from}>
                        {row.contact}
                        {dated(row)}
                        <br />
                      </Fragment>
                    )),
            },
          ];
        }),
      ]}
    />
  );
}

const lastDay = (to: string): string => formatDate(addDays(parseDate(to), -1));

function Changes({ at, seen }: { at: string; seen: Contacts }) {
  const { typed } = useFrame();
  const all = useWords().people;
  const words = all.details;
  return (
    <>
      <More id="address" summary={words.changeAddress} open={"seenAddress.home" in typed}>
        <Form action={`${at}/address`} label={words.changeAddress}>
          {addressKinds.map((kind) => (
            <input key={kind} type="hidden" name={`seenAddress.${kind}`} value={seen.seen.address(kind)} />
          ))}
          <Choices
            name="addressKind"
            label={words.which}
            value="home"
            options={addressKinds.map((kind) => ({ value: kind, text: all.kinds[kind] }))}
          />
          <Field name="street" label={words.street} autoComplete="address-line1" />
          <Field name="city" label={words.city} width="medium" autoComplete="address-level2" />
          <Field name="state" label={words.state} hint={words.stateHint} width="short" />
          <Field name="postalCode" label={words.postalCode} inputMode="numeric" width="short" />
          <Field
            name="addressFrom"
            type="date"
            label={words.starts}
            hint={words.startsHint}
            width="medium"
            optional
          />
          <Button>{words.save}</Button>{" "}
          {seen.addresses.some(({ kind }) => kind === "mailing") ? (
            <Button look="link" name="take" value="yes">
              {words.take}
            </Button>
          ) : null}
        </Form>
      </More>
      <More id="contact" summary={words.changeContact} open={"seenContact.email" in typed}>
        <Form action={`${at}/contact`} label={words.changeContact}>
          {contactKinds.map((kind) => (
            <input key={kind} type="hidden" name={`seenContact.${kind}`} value={seen.seen.contact(kind)} />
          ))}
          <Choices
            name="contactKind"
            label={words.which}
            options={contactKinds.map((kind) => ({ value: kind, text: all.kinds[kind] }))}
          />
          <Field name="contact" label={words.contact} hint={words.contactHint} width="medium" />
          <Field
            name="contactFrom"
            type="date"
            label={words.starts}
            hint={words.contactStartsHint}
            width="medium"
            optional
          />
          <Button>{words.save}</Button>
        </Form>
      </More>
    </>
  );
}

function ChangeName({ at, seen }: { at: string; seen: Contacts }) {
  const words = useWords().people.details;
  const { typed } = useFrame();
  const now = seen.names[0];
  return (
    <More id="name" summary={words.changeName} open={"seenName" in typed}>
      <Form action={`${at}/name`} label={words.changeName}>
        <input type="hidden" name="seenName" value={seen.seen.name} />
        <Field name="first" label={words.first} value={now?.first} width="medium" />
        <Field name="middle" label={words.middle} value={now?.middle ?? ""} width="medium" optional />
        <Field name="last" label={words.last} value={now?.last} width="medium" />
        <Field name="suffix" label={words.suffix} value={now?.suffix ?? ""} width="short" optional />
        <Field name="nameFrom" type="date" label={words.nameFrom} width="medium" />
        <Choices
          name="nameProof"
          label={words.proof}
          options={nameProofs.map((proof) => ({ value: proof, text: words.proofs[proof] }))}
        />
        <Button>{words.save}</Button>
      </Form>
    </More>
  );
}

const empty = (text: unknown) => (typeof text === "string" && text.trim() === "" ? undefined : text);
const DayOrNone = z.preprocess(empty, z.iso.date("dayMissing").optional());
const Text = z.string().trim().max(200).default("");
const says = (words: Words) => words.people.problems;
const saved = (words: Words, from: PlainDate) =>
  words.people.details.saved({ day: longDate(formatDate(from)) });

menu("member", "change an address", "/member/details", (words) => words.people.details.menu);

for (const path of paths) {
  page({ path, owner: "people", may: "read a record", subject, clocks: true, show });
  form({
    path: `${path}/address` as const,
    owner: "people",
    may: "change an address",
    subject,
    body: z.object({
      seenAddress: z.partialRecord(z.enum(addressKinds), z.string().max(40)),
      addressKind: z.enum(addressKinds, "kindMissing"),
      street: Text,
      city: Text,
      state: Text,
      postalCode: Text,
      addressFrom: DayOrNone,
      take: z.literal("yes").optional(),
    }),
    says,
    bad: show,
    take: async (taken) => {
      const { system, actor, body, key, words } = taken;
      await namedPerson(taken);
      const kind = body.take ? "mailing" : body.addressKind;
      const state = body.state.toUpperCase();
      if (!body.take) {
        if (body.street === "") return refusedBy({ code: "streetMissing", facts: {} }, "street");
        if (body.city === "") return refusedBy({ code: "cityMissing", facts: {} }, "city");
        if (!/^[A-Z]{2}$/.test(state)) return refusedBy({ code: "stateMissing", facts: {} }, "state");
        if (!/^\d{5}(-\d{4})?$/.test(body.postalCode))
          return refusedBy({ code: "postalCodeMissing", facts: {} }, "postalCode");
      }
      const { street, city, postalCode } = body;
      const { accepted, refused } = await changeAddress(system, actor, {
        key,
        person: personOf(taken),
        kind,
        address: body.take ? undefined : { street, city, state, postalCode },
        from: body.addressFrom === undefined ? undefined : parseDate(body.addressFrom),
        seen: body.seenAddress[kind] ?? "",
      });
      if (refused)
        return refusedBy(inWords(refused), refused.code === "changed-meanwhile" ? undefined : "addressFrom");
      return see(to(taken), saved(words, accepted.from));
    },
  });
  form({
    path: `${path}/contact` as const,
    owner: "people",
    may: "change an address",
    subject,
    body: z.object({
      seenContact: z.partialRecord(z.enum(contactKinds), z.string().max(40)),
      contactKind: z.enum(contactKinds, "kindMissing"),
      contact: z.string().trim().max(254, "contactMissing").default(""),
      contactFrom: DayOrNone,
    }),
    says,
    bad: show,
    take: async (taken) => {
      const { system, actor, body, key, words } = taken;
      await namedPerson(taken);
      const { accepted, refused } = await changeContact(system, actor, {
        key,
        person: personOf(taken),
        kind: body.contactKind,
        contact: body.contact === "" ? undefined : body.contact,
        from: body.contactFrom === undefined ? undefined : parseDate(body.contactFrom),
        seen: body.seenContact[body.contactKind] ?? "",
      });
      if (refused) {
        const wrong = refused.code === "email-wrong" || refused.code === "phone-wrong";
        const early =
          refused.code === "email-too-early" ||
          refused.code === "too-far-ahead" ||
          refused.code === "date-past";
        return refusedBy(inWords(refused), wrong ? "contact" : early ? "contactFrom" : undefined);
      }
      return see(to(taken), saved(words, accepted.from));
    },
  });
}

/** Days in a refusal as they are read. */
function inWords<R extends { code: string; facts: Readonly<Record<string, unknown>> }>(refused: R): R {
  const facts = Object.entries(refused.facts).map(([name, value]) => [
    name,
    (name === "earliest" || name === "latest") && typeof value === "string" ? longDate(value) : value,
  ]);
  return { ...refused, facts: Object.fromEntries(facts) };
}

form({
  path: "/office/members/:person/details/name",
  owner: "people",
  may: "change a record",
  subject,
  body: z.object({
    seenName: z.string("nameMissing").max(40),
    first: z.string("nameMissing").trim().min(1, "nameMissing").max(100),
    middle: z.string().trim().max(100).default(""),
    last: z.string("nameMissing").trim().min(1, "nameMissing").max(100),
    suffix: z.string().trim().max(20).default(""),
    nameFrom: z.preprocess(empty, z.iso.date("dayMissing")),
    nameProof: z.enum(nameProofs, "proof-needed"),
  }),
  says,
  bad: show,
  take: async (taken) => {
    const { system, actor, body, key, words } = taken;
    await namedPerson(taken);
    const { accepted, refused } = await changeName(system, actor, {
      key,
      person: personOf(taken),
      name: {
        first: body.first,
        last: body.last,
        ...(body.middle === "" ? {} : { middle: body.middle }),
        ...(body.suffix === "" ? {} : { suffix: body.suffix }),
      },
      from: parseDate(body.nameFrom),
      proof: body.nameProof,
      seen: body.seenName,
    });
    if (refused)
      return refusedBy(
        refused,
        refused.code === "name-same" ? "last" : refused.code === "changed-meanwhile" ? undefined : "nameFrom",
      );
    return see(to(taken), saved(words, accepted.from));
  },
});
