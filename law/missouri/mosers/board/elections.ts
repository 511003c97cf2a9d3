/** Elections of trustees by the members (BR 1-5): who may run, sign and vote, the clock, the ballots and the count. Pure. */
import {
  addDays,
  addMonths,
  firstOfMonthOf,
  plainDate,
  yearOfDate,
  type PlainDate,
} from "@emeritus/engine/dates.ts";
import { isWorkingDay, statePractice, type WorkingDayRule } from "../../holidays.ts";

/** The two elections: of trustees by the members who are not paid a benefit, and of one by the retirees. */
export type Election = "active" | "retiree";

/** What a person is to the system on the day that counts. */
export type Standing =
  | "activeEmployee"
  | "termVested"
  | "longTermDisability"
  | "retiree"
  | "judge"
  | "administrativeLawJudge"
  | "survivor";

/** Verified signatures that a petition needs (BR 1-5 C(2), D(2)). */
export const signaturesNeeded: Readonly<Record<Election, number>> = { active: 100, retiree: 25 };
/** Most words of a biography (BR 1-5 C(3)(a), D(3)(a)). */
export const mostBiographyWords = 300;
/** Least days of voting (BR 1-5 E(6)). */
export const leastVotingDays = 30;
/** Working days after certification by which board and candidates have the results (BR 1-5 E(8)). */
export const workingDaysToResults = 5;
/** Least messages to members in the year of an election (BR 1-5 G(1)). */
export const leastMessages = 3;

/** How many messages to members are still due in the year of an election (BR 1-5 G(1)). */
export const messagesStillDue = (electionYear: number, sentOn: readonly PlainDate[]): number =>
  Math.max(0, leastMessages - sentOn.filter((day) => yearOfDate(day) === electionYear).length);

/** The day on which a candidate must be employed, or be paid a benefit (BR 1-5 C(1), D(1)). */
export const candidacyDay = (year: number): PlainDate => plainDate(year, 6, 1);

/** Whether a person may be a candidate, by the standing on 1 June of the year (BR 1-5 C(1), D(1)). */
export const mayRun = (election: Election, onFirstOfJune: Standing): boolean =>
  onFirstOfJune === (election === "active" ? "activeEmployee" : "retiree");

/** Whether a person may sign a petition (BR 1-5 C(2), D(2)); a term-vested member may not, as the petition asks for active employee members. */
export const maySign = (election: Election, standing: Standing): boolean =>
  standing === (election === "active" ? "activeEmployee" : "retiree");

/** Whether a person may vote, by the standing on the record day: for the active seat who is not paid a benefit (BR 1-5 E(6), E(7)). */
export const mayVote = (election: Election, onRecordDay: Standing): boolean =>
  election === "retiree"
    ? onRecordDay === "retiree"
    : ["activeEmployee", "termVested", "longTermDisability"].includes(onRecordDay);

/** The record day: the last day of the month before the month in which voting begins (BR 1-5 E(6), E(7)). */
export const recordDay = (votingBegins: PlainDate): PlainDate => addDays(firstOfMonthOf(votingBegins), -1);

/** A signature on a petition, as checked by staff. */
export interface Signature {
  /** The member who signed. */
  readonly signer: string;
  readonly standing: Standing;
  /** Name, signature, agency and the last four digits are there and match the record. */
  readonly verified: boolean;
}

/** How many signatures of a petition count: verified, of one who may sign, once each, never the candidate's own (BR 1-5 C(2), D(2)). */
export function validSignatures(
  election: Election,
  candidate: string,
  signatures: readonly Signature[],
): number {
  const counted = signatures.filter(
    ({ signer, standing, verified }) => verified && signer !== candidate && maySign(election, standing),
  );
  return new Set(counted.map(({ signer }) => signer)).size;
}

/** Whether a petition is valid (BR 1-5 C(2), D(2)). */
export const petitionIsValid = (
  election: Election,
  candidate: string,
  signatures: readonly Signature[],
): boolean => validSignatures(election, candidate, signatures) >= signaturesNeeded[election];

/** Whether a biography is short enough (BR 1-5 C(3)(a), D(3)(a)). */
export const biographyFits = (text: string): boolean =>
  text.split(/\s+/).filter((word) => word !== "").length <= mostBiographyWords;

/** What follows from the number of valid petitions for some seats (BR 1-5 B(4), B(5)): fewer repeat, as many are elected, more go to a ballot. */
export function afterNominations(
  validPetitions: number,
  seats: number,
): "repeat" | "declaredElected" | "ballot" {
  if (validPetitions < seats) return "repeat";
  return validPetitions === seats ? "declaredElected" : "ballot";
}

/** What is wrong with a voting period, if anything: too early or late a beginning, or too short (BR 1-5 E(6)). */
export function faultOfVotingPeriod(
  begins: PlainDate,
  ends: PlainDate,
): "beginsTooEarly" | "beginsTooLate" | "tooShort" | undefined {
  const year = yearOfDate(begins);
  if (begins < plainDate(year, 8, 1)) return "beginsTooEarly";
  if (begins > plainDate(year, 11, 15)) return "beginsTooLate";
  return ends < addDays(begins, leastVotingDays - 1) ? "tooShort" : undefined;
}

/** A ballot as the administrator received it; times are wall-clock times in Missouri, so that daylight saving moves nothing. */
export interface Ballot {
  readonly voter: Standing;
  /** The day of receipt in Missouri. */
  readonly receivedOn: PlainDate;
  /** Seconds after midnight in Missouri. */
  readonly receivedAt: number;
  readonly choices: readonly string[];
  /** Cast online or by telephone as the administrator describes; sent to the system otherwise. */
  readonly cast: "asDescribed" | "otherwise" | "sentToSystem";
}

/** Five in the afternoon, when voting ends on its last day (BR 1-5 E(6), F(2)). */
export const closingSecond = 17 * 3600;

/** Why a ballot does not count, if it does not (BR 1-5 F(1), F(2)). */
export type BallotFault =
  | "voterNotEligible"
  | "candidateNamedTwice"
  | "outsidePeriod"
  | "notAsDescribed"
  | "sentToSystem"
  | "tooManyChoices";

/** Why a ballot does not count, in the order of the rule, if it does not (BR 1-5 E(3), E(4), F(1), F(2)). */
export function faultOfBallot(
  ballot: Ballot,
  election: Election,
  seats: number,
  [begins, ends]: readonly [begins: PlainDate, ends: PlainDate],
): BallotFault | undefined {
  const { receivedOn, receivedAt, choices } = ballot;
  if (!mayVote(election, ballot.voter)) return "voterNotEligible";
  if (new Set(choices).size < choices.length) return "candidateNamedTwice";
  if (receivedOn < begins || receivedOn > ends || (receivedOn === ends && receivedAt > closingSecond))
    return "outsidePeriod";
  if (ballot.cast === "otherwise") return "notAsDescribed";
  if (ballot.cast === "sentToSystem") return "sentToSystem";
  return choices.length > seats ? "tooManyChoices" : undefined;
}

/** The outcome of a count: who is elected, and those among whom a coin decides the seats that are left. */
export interface Count {
  readonly elected: readonly string[];
  readonly coinToss: readonly string[];
}

/** Who is elected to some seats: the highest votes, and a toss of a coin among equals for the last of them (BR 1-5 E(3), E(4)). */
export function electedBy(votes: Readonly<Record<string, number>>, seats: number): Count {
  const ranked = Object.entries(votes).toSorted(([, a], [, b]) => b - a);
  const last = ranked[seats - 1]?.[1];
  if (last === undefined || ranked[seats]?.[1] !== last)
    return { elected: ranked.slice(0, seats).map(([name]) => name), coinToss: [] };
  return {
    elected: ranked.filter(([, n]) => n > last).map(([name]) => name),
    coinToss: ranked.filter(([, n]) => n === last).map(([name]) => name),
  };
}

/** Whether a winner loses the seat before the term: an active one no longer employed, a retiree employed again or dead (BR 1-5 C(4), D(4)). */
export const losesSeat = (election: Election, standing: Standing | "dead"): boolean =>
  standing !== (election === "active" ? "activeEmployee" : "retiree");

/** Who fills a seat that is lost: before the term the next highest candidate, in the term whom the board appoints (BR 1-5 C(4), C(5), D(4), D(5)). */
export const seatFilledBy = (lostOn: PlainDate, termBegins: PlainDate): "nextHighest" | "boardAppoints" =>
  lostOn < termBegins ? "nextHighest" : "boardAppoints";

function workingDaysAfter(date: PlainDate, days: number, rule: WorkingDayRule): PlainDate {
  let day = date;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, rule)) left--;
  }
  return day;
}

/** The last day on which the administrator certifies: the next working day after the count (BR 1-5 E(8)). */
export const certificationDue = (countedOn: PlainDate, rule = statePractice): PlainDate =>
  workingDaysAfter(countedOn, 1, rule);

/** The last day on which board and candidates hear the results (BR 1-5 E(8)). */
export const resultsDue = (certifiedOn: PlainDate, rule = statePractice): PlainDate =>
  workingDaysAfter(certifiedOn, workingDaysToResults, rule);

/** The day after which ballots are destroyed: a year after certification (BR 1-5 E(9)). */
export const ballotsKeptThrough = (certifiedOn: PlainDate): PlainDate => addMonths(certifiedOn, 12);

/** The day on which terms begin: in January after the year of the election (BR 1-5 E(10)). */
export const termBegins = (electionYear: number): PlainDate => plainDate(electionYear + 1, 1, 1);
