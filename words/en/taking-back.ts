import { longDate } from "../format.ts";

/** What employers told of somebody, with all that was said, and how they take it back. */
export const takingBack = {
  columns: { said: "What you said", who: "Told by" },
  said: {
    reason: "Reason",
    lastDay: "Last day of employment",
    lastPaid: "Last payroll date",
    sickLeave: "Unused sick leave",
    noSickLeave: "Not told",
    hours: (parts: { hours: string }) => `${parts.hours} hours`,
    clockEnds: "Twelve months end",
    clockSays: (parts: { day: string }) => `${parts.day}; employment ends then unless you recall before`,
    leave: "Kind",
    lastDayAway: "Last day away",
    hoursAYear: "Hours a year",
    memberFrom: "Counts from",
    became: "What became of it",
    states: {
      recorded: "Recorded",
      waits: "Our office asks the member first",
      declined: "Not recorded: the member was asked",
    },
  },
  takenBack: (parts: { by: string; when: string; because: string }) =>
    `Taken back by ${parts.by}, ${parts.when}: ${parts.because}`,
  linkOf: (parts: { what: string }) => `Take back: ${parts.what}`,
  title: "Take back what you told us",
  intro:
    "Use this when it was told by mistake, or told wrong. The record then says again what it said before; what you told and this correction both stay in its history. Then tell it right.",
  what: "You told us",
  because: "Why do you take it back?",
  becauseHint: "One sentence that somebody who looks at the record next year understands.",
  send: "Take it back",
  done: "Taken back. Now tell it right, if there is something to tell.",
  cannot: "This cannot be taken back here",
  problems: {
    becauseMissing: "Say why you take it back",
    "no-such-notice": "We have no such word of yours",
    "taken-back-already": "This is taken back already",
    "not-taken-back": (parts: { kind: string }) => {
      if (parts.kind === "name" || parts.kind === "address")
        return "A name or an address is not taken back: tell the right one from the same day";
      if (parts.kind === "death")
        return "A death told by mistake is taken back by the fund. Call the office at once";
      if (parts.kind === "layoffEnded")
        return "The end of a layoff came by the date, not by your word. Call the office";
      return "This is a case of the fund and is decided there. Call the office";
    },
    "told-later": (parts: { day: string }) =>
      `Something was told after it, for ${longDate(parts.day)}. Take back the latest first. If another employer told it, call the office`,
    "told-together":
      "A pay report told other things of the same position with it. Correct them in your next report, or call the office",
    "pay-rests": (parts: { month: string }) =>
      `Pay was reported for days that rest on it (first in the month of ${longDate(parts.month)}). Take back that pay by a report of corrections first, or call the office`,
    "retirement-rests":
      "An application to retire, or a benefit, rests on it. Call the office, where the application can be looked at first",
    "case-rests": "A case at the fund rests on it. Call the office, where the case can be decided first",
    "recorded-over":
      "The record of this position changed since in another way, such as by a pay report. Call the office",
  },
};
