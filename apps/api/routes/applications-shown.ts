import {
  chooseApplicationsShown,
  readApplicationsShown,
} from "@emeritus/operations/enrolling/applications-shown.ts";
import { z } from "zod";
import { apiRoute } from "../shared/api-route.ts";

const path = "/api/office/applications-shown";
const route = { path, owner: "enrolment", may: "choose what employers see" } as const;
const Shown = z.object({ shown: z.boolean() });

apiRoute({
  ...route,
  method: "get",
  summary: "Whether employers see that an employee's application to retire is on record",
  answer: Shown,
  take: async ({ system, actor }) => ({ shown: await readApplicationsShown(system, actor) }),
});
apiRoute({
  ...route,
  method: "post",
  summary:
    "Choose, from today on, whether employers see that an application is on record, with its planned date",
  body: Shown,
  answer: Shown,
  take: async ({ system, actor, body, key }) => {
    await chooseApplicationsShown(system, actor, { key, ...body });
    return body;
  },
});
