import { addMonths } from "@emeritus/engine/dates.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { shareOf } from "@emeritus/operations/benefit-payroll/shares.ts";
import type { Consequence, DueAfter } from "@emeritus/operations/recording-deaths/after-death.ts";
import { type DeathSeen } from "@emeritus/operations/recording-deaths/read-deaths.ts";
import { money } from "@emeritus/words/format.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import {
  Button,
  Facts,
  Field,
  Form,
  MemorableDate,
  More,
  PaperField,
  Sheet,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";
import { type DeathAsked, allowed, day, month, to } from "./death-base.ts";

/** Who told of the death, and what; the day can be put right while it is not confirmed. */
export function Told({ seen, asked }: { seen: DeathSeen; asked: DeathAsked }) {
  const all = useWords().deaths;
  const words = all.case;
  const { death } = seen;
  return (
    <>
      <h2 id="facts">{words.factsHeading}</h2>
      <Facts
        facts={[
          { name: words.died, value: day(death.died) },
          { name: words.source, value: all.sources[death.source] },
          { name: words.toldBy, value: `${death.toldBy}, ${death.relation}` },
          { name: words.reportedBy, value: death.reportedBy },
          ...(death.confirmedBy === undefined ? [] : [{ name: words.confirmedBy, value: death.confirmedBy }]),
        ]}
      />
      {allowed(seen, asked, "correctReport") ? (
        <More summary={words.correct}>
          <Form action={link("/office/deaths/:person/:case/date", to(seen))} label={words.correct}>
            <MemorableDate name="right" label={words.correctDate} />
            <Field name="whyCorrect" label={words.because} />
            <Button look="outline">{words.correct}</Button>
          </Form>
        </More>
      ) : null}
    </>
  );
}

/** The paper that proves the death. */
export function Certificate({ seen, asked }: { seen: DeathSeen; asked: DeathAsked }) {
  const words = useWords().deaths.case;
  const there = seen.death.certificate !== undefined;
  return (
    <>
      <h2 id="certificate">{words.certificateHeading}</h2>
      {there ? (
        <p>
          {words.certificateHere}{" "}
          {may(asked.actor, "read a case", { person: seen.death.person }) ? (
            <a href={link("/office/deaths/:person/:case/certificate", to(seen))}>{words.certificateOpen}</a>
          ) : null}
        </p>
      ) : (
        <p>{words.certificateNone}</p>
      )}
      {allowed(seen, asked, "sendCertificate") && !there ? (
        <Form
          action={link("/office/deaths/:person/:case/certificate", to(seen))}
          label={words.certificateSend}
          upload
        >
          <PaperField name="file" label={words.certificateFile} />
          <Button look="outline">{words.certificateSend}</Button>
        </Form>
      ) : null}
    </>
  );
}

/** What the death does, or did. */
export function Effects({ seen }: { seen: DeathSeen }) {
  const words = useWords().deaths.case;
  const { consequences, death } = seen;
  return (
    <>
      <h2 id="effects">{death.confirmed ? words.effectDid : words.effectHeading}</h2>
      {consequences.length === 0 ? <p>{words.effectNothing}</p> : null}
      {consequences.map((one, at) => (
        <Effect key={at} one={one} seen={seen} />
      ))}
    </>
  );
}

function Effect({ one, seen }: { one: Consequence; seen: DeathSeen }) {
  const words = useWords().deaths.case;
  const nameOf = (person: number) => seen.payees.find((payee) => payee.person === person)?.name ?? "";
  switch (one.kind) {
    case "ends":
      return <p>{words.ends({ kind: words.kinds[one.of.kind], month: month(addMonths(one.from, -1)) })}</p>;
    case "survivor":
    case "popUp":
      return (
        <Amount
          says={words[one.kind]({ name: nameOf(one.payee), from: day(one.from) })}
          cents={one.due.cents}
          due={one.due}
        />
      );
    case "guaranteed": {
      const time = { from: month(one.from), through: month(addMonths(one.to, -1)) };
      if (one.heirs.length === 0)
        return <Amount says={words.nobody(time)} cents={shareOf(one.due.cents, one.share)} due={one.due} />;
      return one.heirs.map(({ person, share }) => {
        const parts = share.to - share.from;
        const part = parts === share.of ? words.whole : words.part({ parts, of: share.of });
        return (
          <Amount
            key={person}
            says={words.guaranteed({ name: nameOf(person), share: part, ...time })}
            cents={shareOf(one.due.cents, share)}
            due={one.due}
          />
        );
      });
    }
  }
}

function Amount({ says, cents, due }: { says: string; cents: bigint; due: DueAfter }) {
  const all = useWords();
  const words = all.deaths.case;
  return (
    <div className="effect">
      <p>{says}</p>
      <Facts facts={[{ name: words.perMonth, value: cents < 0n ? all.worksheet.cannot : money(cents) }]} />
      <More summary={words.how}>
        <Sheet lines={beginWorksheet(all).add(due.result.explanation)} label={words.how} />
      </More>
    </div>
  );
}
