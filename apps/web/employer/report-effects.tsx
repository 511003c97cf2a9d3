import { effectsPage } from "../shared/report-effects-page.tsx";
import { link, page } from "../shared/routes.ts";

page({
  path: "/employer/reports/:report/effects",
  owner: "redeterminations",
  may: "read pay reports",
  show: (asked) =>
    effectsPage(asked, {
      office: false,
      over: (
        <a href={link("/employer/reports/:report", { report: asked.params.report })}>
          {asked.words.employer.report.back}
        </a>
      ),
    }),
});
