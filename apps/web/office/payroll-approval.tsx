import type { RunDetail } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { count, inGroups, longDate, longInstant, money } from "@emeritus/words/format.ts";
import { Alert, Button, Facts, Field, Form, More, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

/** Who prepared and approved a run and what they bound themselves to; the approval itself, for whom it is due. */
export function Approval({ seen, timeZone }: { seen: RunDetail; timeZone: string }) {
  const words = useWords().payroll;
  const prepared = seen.steps.find(({ step }) => step === "calculated")!;
  const approved = seen.steps.find(({ step }) => step === "approved");
  const failed = seen.calculation!.checks.some(({ state }) => state === "failed");
  const at = (instant: string) => longInstant(instant, timeZone);
  const created = approved ? seen.approval!.created : seen.offer?.created;
  const sha256 = approved?.sha256 ?? seen.offer?.sha256;
  return (
    <section aria-labelledby="approval">
      <h2 id="approval">{words.approvalTitle}</h2>
      <Facts
        facts={[
          { name: words.preparedBy, value: `${seen.run.begunBy}, ${at(prepared.recordedFrom)}` },
          approved
            ? { name: words.approvedBy, value: `${approved.actor}, ${at(approved.recordedFrom)}` }
            : { name: words.toApprove, value: words.anotherPerson },
          { name: words.file, value: seen.calculation!.fileName },
          ...(created
            ? [
                {
                  name: words.stamp,
                  value: words.stampOf({
                    date: longDate(created.date),
                    time: `${created.time.slice(0, 2)}:${created.time.slice(2)}`,
                    modifier: created.modifier,
                  }),
                },
              ]
            : []),
          ...(sha256
            ? [{ name: words.fingerprint, value: <code className="hash">{inGroups(sha256)}</code> }]
            : []),
          ...(approved
            ? [
                {
                  name: words.auditRoot,
                  value: (
                    <>
                      <span>{words.sealOf({ seal: count(seen.approval!.auditSeal) })}</span>{" "}
                      <code className="hash">{inGroups(seen.approval!.auditRoot)}</code>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {approved ? <p>{words.auditRootSays}</p> : <Decide seen={seen} failed={failed} />}
      {approved ? <StepsDone seen={seen} at={at} /> : null}
      {seen.state === "paid" && seen.cents !== 0n ? <Settled settledOn={seen.settledOn} /> : null}
    </section>
  );
}

/** Whether the bank has taken the money, by the word of two people. */
function Settled({ settledOn }: Pick<RunDetail, "settledOn">) {
  const words = useWords().payroll;
  return (
    <p>
      {settledOn === undefined ? words.notSettled : words.settledOn({ day: longDate(settledOn) })}{" "}
      <a href={link("/office/clearing")}>{words.settlements}</a>
    </p>
  );
}

function Decide({ seen, failed }: { seen: RunDetail; failed: boolean }) {
  const words = useWords().payroll;
  if (seen.state === "withdrawn") return <p>{words.state.withdrawn}</p>;
  if (failed) return <Alert kind="error">{words.failed}</Alert>;
  if (seen.may.ownPreparation) return <p>{words.youPrepared}</p>;
  if (!seen.may.approve || seen.offer === undefined) return <p>{words.notYours}</p>;
  const { offer } = seen;
  return (
    <Form action={link("/office/payroll/:run/approve", { run: seen.run.run })}>
      <p>
        {words.approveSays({
          people: count(offer.count),
          amount: money(offer.cents),
          payDate: longDate(seen.paymentDate),
        })}
      </p>
      <input type="hidden" name="count" value={String(offer.count)} />
      <input type="hidden" name="cents" value={String(offer.cents)} />
      <input type="hidden" name="sha256" value={offer.sha256} />
      <input type="hidden" name="date" value={offer.created.date} />
      <input type="hidden" name="time" value={offer.created.time} />
      <input type="hidden" name="modifier" value={offer.created.modifier} />
      <Button>{words.approve}</Button>
    </Form>
  );
}

function StepsDone({ seen, at }: { seen: RunDetail; at: (instant: string) => string }) {
  const words = useWords().payroll;
  return (
    <Table
      caption={words.released}
      rows={seen.steps}
      keyOf={({ step }) => step}
      columns={[
        {
          head: words.step,
          names: true,
          cell: ({ step }) => words.stepNames[step as keyof typeof words.stepNames],
        },
        { head: words.when, cell: ({ recordedFrom }) => at(recordedFrom) },
        { head: words.who, cell: ({ actor }) => actor },
      ]}
    />
  );
}

/** Withdraws a run that is not paid yet. */
export function Withdrawal({ seen }: { seen: RunDetail }) {
  const words = useWords().payroll;
  const withdrawable = seen.state === "waitingForApproval" || seen.state === "heldSince";
  if (!withdrawable || !seen.may.prepare) return null;
  return (
    <More summary={words.withdrawTitle}>
      <p>{words.withdrawSays}</p>
      <Form action={link("/office/payroll/:run/withdraw", { run: seen.run.run })}>
        <Field name="because" label={words.because} />
        <Button look="danger">{words.withdraw}</Button>
      </Form>
    </More>
  );
}
