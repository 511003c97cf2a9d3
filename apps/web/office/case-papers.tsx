import { formatDate } from "@emeritus/engine/dates.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { papersOfAge } from "@emeritus/operations/retiring/proofs.ts";
import { type CaseSeen } from "@emeritus/operations/retiring/read-retirement.ts";
import { actionsFrom } from "@emeritus/operations/retiring/status.ts";
import { longDate, longMonth } from "@emeritus/words/format.ts";
import {
  Button,
  Choices,
  Facts,
  Field,
  Form,
  MemorableDate,
  More,
  Select,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";
import { type CaseAsked } from "./case-base.ts";

/** The papers of the case, each to be judged. */
export function Papers({ seen, asked }: { seen: CaseSeen; asked: CaseAsked }) {
  const words = useWords();
  const said = words.retirement.office;
  const { retirement } = seen;
  const { person } = retirement;
  const judges =
    may(asked.actor, "work a case", { person }) && actionsFrom(retirement.status).includes("judgeDocument");
  return (
    <>
      <h2 id="papers">{said.documentsHeading}</h2>
      <Table
        caption={said.documentsHeading}
        quiet
        rows={retirement.proofs}
        keyOf={({ kind }) => kind}
        columns={[
          {
            head: said.documentColumns.paper,
            names: true,
            cell: ({ kind }) => words.retirement.proofs[kind].office,
          },
          {
            head: said.documentColumns.state,
            cell: ({ state, because }) => (
              <>
                <Tag kind={state === "accepted" ? "good" : state === "refused" ? "bad" : "warn"}>
                  {words.retirement.proofStates[state]}
                </Tag>{" "}
                {state === "refused" ? because : null}
              </>
            ),
          },
          {
            head: said.documentColumns.blocks,
            cell: ({ blocks }) => (blocks ? words.common.yes : words.common.no),
          },
          {
            head: said.documentColumns.action,
            cell: ({ kind, file: sent, document }) =>
              sent && document !== undefined ? (
                <a
                  href={link("/office/papers/:person/:case/:document", {
                    person,
                    case: retirement.caseNumber,
                    document,
                  })}
                >
                  {said.download}
                  <span className="usa-sr-only"> {words.retirement.proofs[kind].office}</span>
                </a>
              ) : (
                words.common.none
              ),
          },
        ]}
      />
      {judges
        ? retirement.proofs
            .filter(({ state }) => state === "uploaded")
            .slice(0, 1)
            .map((proof) => <Judge key={proof.kind} proof={proof} seen={seen} />)
        : null}
    </>
  );
}

function Judge({ proof, seen }: { proof: CaseSeen["retirement"]["proofs"][number]; seen: CaseSeen }) {
  const words = useWords();
  const said = words.retirement.office;
  const { person, caseNumber } = seen.retirement;
  const name = words.retirement.proofs[proof.kind].office;
  return (
    <More summary={said.judge({ paper: name })} open>
      <Form
        action={link("/office/cases/:person/:case/papers", { person, case: caseNumber })}
        label={said.judge({ paper: name })}
      >
        <input type="hidden" name="document" value={String(proof.document)} />
        {proof.kind === "marriageCertificate" ? null : (
          <Select
            name="paper"
            label={said.paperSeen}
            empty
            options={papersOfAge.map((paper) => ({ value: paper, text: words.retirement.papers[paper] }))}
          />
        )}
        <MemorableDate name="seen" label={said.dateSeen} />
        <Choices
          name="correct"
          many
          label={said.differs}
          options={[{ value: "yes", text: said.correctRecord }]}
        />
        <Field name="because" label={said.refusalReason} optional />
        <p className="acts">
          <Button name="decision" value="accept">
            {said.acceptPaper}
          </Button>
          <Button name="decision" value="refuse" look="outline">
            {said.refusePaper}
          </Button>
        </p>
      </Form>
    </More>
  );
}

/** What the employer certified, or is to certify. */
export function Employer({ seen, asked }: { seen: CaseSeen; asked: CaseAsked }) {
  const words = useWords();
  const said = words.retirement.office;
  const { career, retirement } = seen;
  const missing = said.stillMissing;
  const works =
    may(asked.actor, "work a case", { person: retirement.person }) &&
    actionsFrom(retirement.status).includes("judgeDocument");
  const left = career.leftService;
  return (
    <>
      <h2 id="employer">{said.employerHeading}</h2>
      <Facts
        facts={[
          {
            name: said.employerData.leftService,
            value: left === undefined ? missing : longDate(formatDate(left)),
          },
          {
            name: said.employerData.lastPayMonth,
            value: career.lastPayMonth === undefined ? missing : longMonth(formatDate(career.lastPayMonth)),
          },
          {
            name: said.employerData.sickLeaveHours,
            value: career.sickLeaveHours === undefined ? missing : String(career.sickLeaveHours),
          },
        ]}
      />
      {works ? (
        <More summary={said.recordSickLeave}>
          <Form
            action={link("/office/cases/:person/:case/employer", {
              person: retirement.person,
              case: retirement.caseNumber,
            })}
            label={said.recordSickLeave}
          >
            {left === undefined ? <MemorableDate name="last" label={said.employerData.leftService} /> : null}
            <Field name="hours" label={said.certifySickLeave} inputMode="decimal" width="short" />
            <Button look="outline">{said.recordSickLeave}</Button>
          </Form>
        </More>
      ) : null}
    </>
  );
}
