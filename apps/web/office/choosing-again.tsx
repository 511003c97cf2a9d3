import { formatDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { isJoint } from "@emeritus/operations/retiring/decide-election.ts";
import { reopeningCites } from "@emeritus/operations/retiring/decide-reopening.ts";
import type { CaseSeen } from "@emeritus/operations/retiring/read-retirement.ts";
import { actionsFrom } from "@emeritus/operations/retiring/status.ts";
import { longDate } from "@emeritus/words/format.ts";
import { Alert, Button, Choices, Form, LawLink, MemorableDate, More } from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

/** What the rule would let the member cancel: the spouse of a joint choice that still stands, and the start; nothing where there is none. */
export function mayBeReopened({
  retirement,
  facts,
}: CaseSeen): { spouse: string; start: string } | undefined {
  const { application, election, status } = retirement;
  const joint = election !== undefined && isJoint(election.option);
  if (!joint || application === undefined || facts?.spouse === undefined) return undefined;
  if (!actionsFrom(status).includes("electAgain")) return undefined;
  return { spouse: facts.spouse.name, start: longDate(formatDate(application.annuityStartingDate)) };
}

/** Says why the choice is open again, while it is. */
export function OpenAgain({ seen: { retirement } }: { seen: CaseSeen }) {
  const said = useWords().retirement.office.again;
  const died = retirement.reopenedFor;
  return died === undefined ? null : (
    <Alert kind="info">{said.isOpen({ died: longDate(formatDate(died)) })}</Alert>
  );
}

/** What the rule gives a member whose spouse dies before the start, and how a counselor opens the choice again. */
export function ChoosingAgain({ seen, actor }: { seen: CaseSeen; actor: Actor }) {
  const said = useWords().retirement.office.again;
  const { typed } = useFrame();
  const { person, caseNumber } = seen.retirement;
  const about = mayBeReopened(seen);
  if (about === undefined) return null;
  return (
    <>
      <h2 id="choose-again">{said.heading}</h2>
      <p className="measure">
        {said.says(about)} <LawLink cites={reopeningCites} />
      </p>
      {may(actor, "record a death", { person }) ? (
        <More summary={said.open} open={"died.month" in typed}>
          <Form
            action={link("/office/cases/:person/:case/choose-again", { person, case: caseNumber })}
            label={said.open}
          >
            <MemorableDate name="died" label={said.died} />
            <Choices name="agreed" many label={said.sure} options={[{ value: "yes", text: said.agreed }]} />
            <Button look="danger">{said.submit}</Button>
          </Form>
        </More>
      ) : (
        <p>{said.notYours}</p>
      )}
    </>
  );
}
