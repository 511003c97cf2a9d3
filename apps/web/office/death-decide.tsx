import { formatDate } from "@emeritus/engine/dates.ts";
import { type DeathSeen } from "@emeritus/operations/recording-deaths/read-deaths.ts";
import { Alert, Button, Field, Form, MemorableDate, More } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";
import { Due } from "./cases.tsx";
import { deathOwner, deathTask } from "./deaths.tsx";
import { type DeathAsked, allowed, to } from "./death-base.ts";
import { StepsTaken } from "./steps-taken.tsx";

/** What a second person decides of the case. */
export function Decide({ seen, asked }: { seen: DeathSeen; asked: DeathAsked }) {
  const words = useWords().deaths.case;
  const { death } = seen;
  const mine = death.reportedBy === asked.actor.account;
  const nobody = seen.consequences.some((one) => one.kind === "guaranteed") && isHeldForNobody(seen);
  return (
    <>
      {allowed(seen, asked, "confirm") && !mine ? (
        <section aria-labelledby="confirm">
          <h2 id="confirm">{words.confirmHeading}</h2>
          <p className="measure">{words.confirmSays}</p>
          <Form action={link("/office/deaths/:person/:case/confirm", to(seen))} label={words.confirmHeading}>
            <MemorableDate name="seen" label={words.dateSeen} />
            <Button>{words.confirm}</Button>
          </Form>
        </section>
      ) : null}
      {death.status === "reported" && (mine || !allowed(seen, asked, "confirm")) ? (
        <Alert kind="info">{words.confirmOther}</Alert>
      ) : null}
      {allowed(seen, asked, "openGuaranteed") && nobody ? (
        <section aria-labelledby="open">
          <h2 id="open">{words.openHeading}</h2>
          <p className="measure">{words.openSays}</p>
          <Form action={link("/office/deaths/:person/:case/open", to(seen))} label={words.openHeading}>
            <Button>{words.open}</Button>
          </Form>
        </section>
      ) : null}
      <Withdrawal seen={seen} asked={asked} />
    </>
  );
}

/** Whether the guaranteed payments that the case opened stand in the dead person's own name. */
function isHeldForNobody({ death }: DeathSeen): boolean {
  return death.confirmed?.opened.at(-1)?.person === death.person;
}

function Withdrawal({ seen, asked }: { seen: DeathSeen; asked: DeathAsked }) {
  const words = useWords().deaths.case;
  const { withdrawal } = seen.death;
  if (withdrawal !== undefined)
    return (
      <section aria-labelledby="decide">
        <h2 id="decide">{words.decideHeading}</h2>
        <p className="measure">{words.decideSays(withdrawal)}</p>
        {allowed(seen, asked, "withdraw") && withdrawal.by !== asked.actor.account ? (
          <Form
            action={link("/office/deaths/:person/:case/withdrawal/decision", to(seen))}
            label={words.decideHeading}
          >
            <p>{words.undoSays}</p>
            <Field name="whyDecide" label={words.because} />
            <p className="acts">
              <Button name="decision" value="withdraw">
                {words.withdraw}
              </Button>{" "}
              <Button name="decision" value="keep" look="outline">
                {words.keep}
              </Button>
            </p>
          </Form>
        ) : null}
      </section>
    );
  if (!allowed(seen, asked, "askWithdrawal")) return null;
  return (
    <More summary={words.mistakeHeading}>
      <p>{words.mistakeSays}</p>
      <Form action={link("/office/deaths/:person/:case/withdrawal", to(seen))} label={words.mistakeHeading}>
        <Field name="whyMistake" label={words.because} />
        <Button look="outline">{words.ask}</Button>
      </Form>
    </More>
  );
}

/** What is still to be done in the case. */
export function Duties({ seen }: { seen: DeathSeen }) {
  const all = useWords();
  const words = all.deaths.case;
  const open = seen.duties.filter(({ status }) => status === "open");
  return (
    <>
      <h2 id="duties">{words.dutiesHeading}</h2>
      {open.length === 0 ? (
        <p>{words.dutiesNone}</p>
      ) : (
        <ul>
          {open.map(({ obligation, kind, due, owner }) => (
            <li key={obligation}>
              <Due due={formatDate(due)} today={seen.today} /> {deathTask(all, kind)} (
              {deathOwner(all, owner)})
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What was done in the case. */
export function History({ seen, timeZone }: { seen: DeathSeen; timeZone: string }) {
  const { actions, case: words } = useWords().deaths;
  return (
    <StepsTaken
      heading={words.stepsHeading}
      columns={words.stepColumns}
      actions={actions}
      steps={seen.death.steps}
      timeZone={timeZone}
    />
  );
}
