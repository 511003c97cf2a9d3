import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { largestFile } from "@emeritus/operations/reporting-pay/read-report.ts";
import { z } from "zod";
import { Button, Field, Form, More } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, page, see, type View } from "../shared/routes.ts";

const path = "/employer/reports/new";

function show({ words }: Asked): View {
  return {
    title: words.employer.upload.title,
    over: <a href={link("/employer")}>{words.employer.report.back}</a>,
    body: <Upload />,
  };
}

function Upload() {
  const words = useWords().employer.upload;
  return (
    <>
      <p className="lead">{words.intro}</p>
      <Form action={link(path)} upload>
        <Field
          name="file"
          type="file"
          label={words.file}
          hint={words.hint}
          accept=".csv,.json,text/csv,application/json"
        />
        <Button>{words.button}</Button>
      </Form>
      <p>{words.twice}</p>
      <More summary={words.layout}>
        <p>{words.layoutSays}</p>
        <p>
          <a href={link("/pay-reports")}>{useWords().payReports.layout.title}</a>
        </p>
      </More>
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
  take: async ({ system, actor, file, key, words }) => {
    if (file === undefined || file.name === "") return again({ field: "file", says: "fileMissing" });
    if (file.bytes.length === 0) return again({ field: "file", says: "fileEmpty" });
    const { accepted, refused } = await receivePayReport(system, actor, { key, bytes: file.bytes });
    if (refused)
      return see(link("/employer/refusals/:refusal", { refusal: String(refused.facts["refusal"]) }));
    const { report, again: before } = accepted;
    return see(
      link("/employer/reports/:report", { report }),
      before ? words.employer.report.again : undefined,
    );
  },
});
