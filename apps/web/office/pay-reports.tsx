import { chooseHoldingPolicy } from "@emeritus/operations/reporting-pay/holding-policy.ts";
import {
  readPayReportsDesk,
  type PayReportsDesk,
} from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { count, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Button, Choices, Empty, Field, Form, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";

const path = "/office/pay-reports";

async function show({ system, actor, words }: Pick<Asked, "system" | "actor" | "words">): Promise<View> {
  const desk = await readPayReportsDesk(system, actor);
  return {
    title: words.payReports.office.title,
    wide: true,
    body: <Desk desk={desk} chooses={may(actor, "choose how pay reports wait")} />,
  };
}

function Desk({ desk, chooses }: { desk: PayReportsDesk; chooses: boolean }) {
  const words = useWords().payReports.office;
  const { policy } = desk;
  return (
    <>
      <p className="lead">{words.lead}</p>
      <h2>{words.confirm}</h2>
      {desk.toConfirm.length === 0 ? (
        <Empty>{words.noneToConfirm}</Empty>
      ) : (
        <ToConfirm rows={desk.toConfirm} names={desk.employers} />
      )}
      <h2>{words.held}</h2>
      {desk.open.length === 0 ? (
        <p>{words.noneHeld}</p>
      ) : (
        <Table
          caption={words.held}
          quiet
          rows={desk.open}
          keyOf={({ report }) => report}
          columns={[
            {
              head: words.report,
              names: true,
              cell: ({ report, fileId }) => (
                <a href={link("/office/pay-reports/:report", { report })}>{fileId}</a>
              ),
            },
            { head: words.employer, cell: ({ employer }) => desk.employers.get(employer) ?? employer },
            { head: words.open, number: true, cell: ({ open }) => count(open) },
          ]}
        />
      )}
      <p>
        <a href={link("/office/told-details")}>{words.details}</a>
      </p>
      <h2>{words.policy}</h2>
      <p>{policy.mode === "strict" ? words.nowStrict : words.now({ most: policy.most })}</p>
      {chooses ? (
        <Form action={link(path)} label={words.policy}>
          <Choices
            name="mode"
            label={words.mode}
            value={policy.mode}
            options={[
              { value: "strict", text: words.strict },
              { value: "hold", text: words.hold },
            ]}
          />
          <Field
            name="most"
            label={words.most}
            value={String(policy.most)}
            inputMode="numeric"
            width="short"
          />
          <Button>{words.button}</Button>
        </Form>
      ) : null}
    </>
  );
}

function ToConfirm({
  rows,
  names,
}: {
  rows: PayReportsDesk["toConfirm"];
  names: PayReportsDesk["employers"];
}) {
  const words = useWords();
  const says = words.payReports.office;
  return (
    <Table
      caption={says.confirm}
      quiet
      rows={rows}
      keyOf={({ report }) => report.report}
      columns={[
        {
          head: says.report,
          names: true,
          cell: ({ report }) => (
            <a href={link("/office/pay-reports/:report", { report: report.report })}>{report.fileId}</a>
          ),
        },
        { head: says.employer, cell: ({ report }) => names.get(report.employer) ?? report.employer },
        {
          head: words.employer.list.pensionable,
          number: true,
          cell: ({ report }) => money(report.pensionableCents),
        },
        { head: says.by, cell: ({ by }) => by },
      ]}
    />
  );
}

menu("staff", "read pay reports", path, (words) => words.payReports.office.menu);
page({ path, owner: "reporting pay", may: "read pay reports", show });

form({
  path,
  owner: "reporting pay",
  may: "choose how pay reports wait",
  body: z.object({
    mode: z.enum(["strict", "hold"], "modeMissing"),
    most: z.string().regex(/^(?:[1-9]\d{0,2}|[1-4]\d{3}|5000)$/u, "badMost"),
  }),
  says: (words) => words.payReports.office.problems,
  bad: show,
  take: async ({ system, actor, body: { mode, most }, key, words }) => {
    await chooseHoldingPolicy(system, actor, { key, mode, most: Number(most) });
    return see(link(path), words.payReports.office.chosen);
  },
});
