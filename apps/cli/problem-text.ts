import type { Problem } from "@emeritus/law/outside/problem.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count } from "@emeritus/words/format.ts";

const words = en.cli.problems;

/** What is wrong with a fact or a case, as its reader sees it. */
export function problemText(problem: Problem): string {
  switch (problem.code) {
    case "unknownName":
      return words.unknownName(problem);
    case "wrongUnit":
      return words.wrongUnit({ ...problem, kind: en.cli.facts.kinds[problem.kind] });
    case "unknownChoice":
      return words.unknownChoice({ ...problem, choices: problem.choices.join(", ") });
    case "outsideRange":
      return words.outsideRange(problem);
    case "tooManyRows":
      return words.tooManyRows({ ...problem, rows: count(problem.rows), most: count(problem.most) });
    case "contradiction":
      return words[problem.because](problem);
    case "statedOtherwise":
      return words.statedOtherwise(problem);
    case "unknownPlan":
      return words.unknownPlan(problem);
    case "noPlanNamed":
      return words.noPlanNamed;
    case "notAsked":
      return words.notAsked(problem);
    case "onlyStated":
      return words.onlyStated(problem);
    case "onlyRead":
      return words.onlyRead(problem);
    case "noCases":
      return words.noCases;
    case "notInForm":
      return words.notInForm(problem);
  }
}
