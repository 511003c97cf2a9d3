import type { Cents, Fixed, FixedOrNone, Instant, Recorded, Version } from "./schema.ts";

/** Where a data question stands with the people who work on it. */
export type QuestionStatus =
  | "open"
  | "told"
  | "mended"
  | "acceptedWaits"
  | "notAFaultWaits"
  | "accepted"
  | "notAFault";

/** What was done with a data question. */
export type QuestionAct = "assign" | "tell" | "answer" | "confirm" | "sendBack";

/** What an employer answers to a data question. */
export const employerAnswers = ["willCorrect", "hasLeft", "isOnLeave", "recordIsRight", "other"] as const;
/** One of an employer's answers. */
export type EmployerAnswer = (typeof employerAnswers)[number];

interface Seen {
  fund: Fixed<number>;
  pattern: Fixed<string>;
  subject: Fixed<string>;
  person: FixedOrNone<number>;
  employer: FixedOrNone<number>;
  reporting_group: FixedOrNone<number>;
  cents: Fixed<Cents>;
  facts: Fixed<string>;
  run: Fixed<number>;
}
/** What a run has seen so far. */
export type QualitySeenTable = Seen;
export interface DataQuestionTable extends Seen, Version {
  question: Fixed<number>;
  since: Fixed<Instant>;
}
export interface DataQuestionStateTable extends Version {
  fund: Fixed<number>;
  question: Fixed<number>;
  status: Fixed<QuestionStatus>;
  act: Fixed<QuestionAct>;
  assignee: FixedOrNone<string>;
  told: FixedOrNone<EmployerAnswer>;
  because: FixedOrNone<string>;
  answered_by: FixedOrNone<string>;
  facts: Fixed<string>;
  actor: Fixed<string>;
}
export interface QualityMarkTable extends Recorded {
  fund: Fixed<number>;
  run: Fixed<number>;
  employer: Fixed<number>;
  people: Fixed<number>;
  clean: Fixed<number>;
  score_tenths: Fixed<number>;
  questions: Fixed<number>;
  severe: Fixed<number>;
  cents: Fixed<Cents>;
}

declare module "./schema.ts" {
  interface Database {
    "projection.quality_seen": QualitySeenTable;
    "runs.data_question": DataQuestionTable;
    "runs.data_question_state": DataQuestionStateTable;
    "runs.quality_mark": QualityMarkTable;
  }
}
