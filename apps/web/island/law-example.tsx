/** The island of a provision's example: reads the form, works the provision out here, and draws every step; nothing is sent. */
import { planNamed } from "@emeritus/law/plans.ts";
import { lawPages } from "@emeritus/words/en/law-pages.ts";
import { Tried } from "../law/example.tsx";
import { begin, draw, typedIn } from "./island.ts";

const form = document.querySelector<HTMLFormElement>("form[data-provision]");
const plan = planNamed(form?.dataset["plan"] ?? "")?.plan;
const provision = form?.dataset["provision"];

form?.addEventListener("submit", (event) => {
  if (!plan || !provision) return;
  event.preventDefault();
  begin({ lawPages });
  draw(<Tried plan={plan} provision={provision} typed={typedIn(form)} />);
});
