import { effectsPage } from "../shared/report-effects-page.tsx";
import { link, page } from "../shared/routes.ts";

page({
  path: "/office/pay-reports/:report/effects",
  owner: "redeterminations",
  may: "read the work queue",
  show: (asked) =>
    effectsPage(asked, {
      office: true,
      over: (
        <a href={link("/office/pay-reports/:report", { report: asked.params.report })}>
          {asked.words.payReports.held.back}
        </a>
      ),
    }),
});
