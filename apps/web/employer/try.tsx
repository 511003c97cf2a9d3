import { largestFile } from "@emeritus/operations/reporting-pay/read-report.ts";
import { tryPayReport, type Tried } from "@emeritus/operations/reporting-pay/try-pay-report.ts";
import { money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Alert, Button, ButtonLink, Field, Form } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, page, type View } from "../shared/routes.ts";
import { FindingsByLine, FindingsByRule } from "./finding-tables.tsx";

const path = "/employer/reports/try";

function viewOf({ words }: Pick<Asked, "words">, body: React.ReactNode): View {
  return {
    title: words.payReports.trying.title,
    over: <a href={link("/employer")}>{words.employer.report.back}</a>,
    wide: true,
    body,
  };
}

const show = (asked: Asked): View => viewOf(asked, <Try />);

function Try() {
  const words = useWords();
  const says = words.payReports.trying;
  return (
    <>
      <Alert kind="info" heading={says.mark}>
        {says.intro}
      </Alert>
      <Form action={link(path)} upload>
        <Field
          name="file"
          type="file"
          label={words.employer.upload.file}
          hint={words.employer.upload.hint}
          accept=".csv,.json,text/csv,application/json"
        />
        <Button>{says.button}</Button>
      </Form>
    </>
  );
}

function Outcome({ tried }: { tried: Tried }) {
  const words = useWords();
  const says = words.payReports.trying;
  const { outcome, errors, held, found } = tried;
  const text =
    outcome === "refused"
      ? says.refused({ errors })
      : outcome === "wouldBeTaken"
        ? says.wouldBeTaken
        : says.wouldBeTakenInPart({ held });
  return (
    <>
      <Alert
        kind={outcome === "refused" ? "error" : outcome === "wouldBeTaken" ? "success" : "warning"}
        heading={says.mark}
      >
        {text}
      </Alert>
      {tried.fileId === undefined ? null : (
        <p>
          {words.employer.list.fileId}: {tried.fileId}.{" "}
          {tried.pensionableCents === undefined
            ? null
            : `${words.employer.report.pensionable}: ${money(tried.pensionableCents)}.`}
        </p>
      )}
      <p className="actions">
        <ButtonLink href={link("/employer/reports/new")}>{says.send}</ButtonLink>{" "}
        <ButtonLink look="outline" href={link(path)}>
          {says.another}
        </ButtonLink>
      </p>
      {found.kept.length === 0 ? (
        <p>{says.none}</p>
      ) : (
        <>
          <h2>{words.employer.refused.byRule}</h2>
          <FindingsByRule found={found} />
          <h2>{words.employer.refused.byRow}</h2>
          <FindingsByLine found={found} />
          <p>{words.employer.refused.private}</p>
        </>
      )}
    </>
  );
}

page({ path, owner: "reporting pay", may: "report pay", show });

form({
  path,
  owner: "reporting pay",
  may: "report pay",
  body: z.object({}),
  says: (words) => words.employer.problems,
  bad: show,
  upload: { most: largestFile },
  take: async (asked) => {
    const { system, actor, file } = asked;
    if (file === undefined || file.name === "") return again({ field: "file", says: "fileMissing" });
    if (file.bytes.length === 0) return again({ field: "file", says: "fileEmpty" });
    return viewOf(asked, <Outcome tried={await tryPayReport(system, actor, file.bytes)} />);
  },
});
