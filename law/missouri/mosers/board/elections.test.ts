import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { describe, expect, it } from "vitest";
import {
  afterNominations,
  ballotsKeptThrough,
  biographyFits,
  candidacyDay,
  certificationDue,
  electedBy,
  faultOfBallot,
  faultOfVotingPeriod,
  losesSeat,
  mayRun,
  maySign,
  mayVote,
  messagesStillDue,
  petitionIsValid,
  recordDay,
  resultsDue,
  seatFilledBy,
  termBegins,
  type Ballot,
  type Signature,
  type Standing,
} from "./elections.ts";

const day = parseDate;
const all: readonly Standing[] = [
  "activeEmployee",
  "termVested",
  "longTermDisability",
  "retiree",
  "judge",
  "administrativeLawJudge",
  "survivor",
];
const those = (may: (standing: Standing) => boolean) => all.filter(may);

describe("who may run, sign and vote", () => {
  it("BR 1-5 C(1) an active employee on 1 June runs for the active seat, and no one else", () => {
    expect(those((each) => mayRun("active", each))).toEqual(["activeEmployee"]);
    expect(formatDate(candidacyDay(2026))).toBe("2026-06-01");
  });
  it("BR 1-5 D(1) a retiree on 1 June runs for the retiree seat, and no one else", () => {
    expect(those((each) => mayRun("retiree", each))).toEqual(["retiree"]);
  });
  it("BR 1-5 C(2), BR 1-5 D(2) each signs for the own seat", () => {
    expect(those((each) => maySign("active", each))).toEqual(["activeEmployee"]);
    expect(those((each) => maySign("retiree", each))).toEqual(["retiree"]);
  });
  it("BR 1-5 E(6) second: who is paid no benefit votes for the active seat: term-vested members too, judges never", () => {
    expect(those((each) => mayVote("active", each))).toEqual([
      "activeEmployee",
      "termVested",
      "longTermDisability",
    ]);
  });
  it("BR 1-5 E(7) retirees vote for the retiree seat, survivors and judges do not", () => {
    expect(those((each) => mayVote("retiree", each))).toEqual(["retiree"]);
  });
  it("BR 1-5 E(6) second, BR 1-5 E(7) the record day is the last of the month before voting begins", () => {
    expect(formatDate(recordDay(day("2022-08-10")))).toBe("2022-07-31");
    expect(formatDate(recordDay(day("2026-08-01")))).toBe("2026-07-31");
  });
});

describe("petitions", () => {
  const sign = (n: number, standing: Standing = "activeEmployee"): Signature[] =>
    Array.from({ length: n }, (_, i) => ({ signer: `${standing} ${i}`, standing, verified: true }));
  it("BR 1-5 C(2) needs a hundred verified signatures of active employees", () => {
    expect(petitionIsValid("active", "A", sign(100))).toBe(true);
    expect(petitionIsValid("active", "A", sign(99))).toBe(false);
    expect(petitionIsValid("active", "A", [...sign(99), ...sign(5)])).toBe(false);
    expect(petitionIsValid("active", "A", [...sign(99), ...sign(5, "termVested")])).toBe(false);
    expect(petitionIsValid("active", "activeEmployee 0", sign(100))).toBe(false);
    expect(petitionIsValid("active", "A", [...sign(99), { ...sign(100)[99]!, verified: false }])).toBe(false);
  });
  it("BR 1-5 D(2) needs twenty-five of retirees", () => {
    expect(petitionIsValid("retiree", "A", sign(25, "retiree"))).toBe(true);
    expect(petitionIsValid("retiree", "A", sign(24, "retiree"))).toBe(false);
  });
  it("BR 1-5 C(3)(a), BR 1-5 D(3)(a) a biography has at most 300 words", () => {
    expect(biographyFits("word ".repeat(300))).toBe(true);
    expect(biographyFits("word ".repeat(301))).toBe(false);
    expect(biographyFits("")).toBe(true);
  });
  it("BR 1-5 B(4), BR 1-5 B(5) one petition a seat is elected, none repeats, more go to a ballot", () => {
    expect([0, 1, 2].map((n) => afterNominations(n, 1))).toEqual(["repeat", "declaredElected", "ballot"]);
    expect([1, 2, 3].map((n) => afterNominations(n, 2))).toEqual(["repeat", "declaredElected", "ballot"]);
  });
});

describe("BR 1-5 E(6) first: the voting period", () => {
  const fault = (begins: string, ends: string) => faultOfVotingPeriod(day(begins), day(ends));
  it("lasts thirty days at least", () => {
    expect(fault("2026-08-10", "2026-09-08")).toBeUndefined();
    expect(fault("2026-08-10", "2026-09-07")).toBe("tooShort");
  });
  it("begins from 1 August to 15 November", () => {
    expect(fault("2026-07-31", "2026-09-30")).toBe("beginsTooEarly");
    expect(fault("2026-08-01", "2026-09-30")).toBeUndefined();
    expect(fault("2026-11-15", "2026-12-31")).toBeUndefined();
    expect(fault("2026-11-16", "2026-12-31")).toBe("beginsTooLate");
  });
});

describe("ballots", () => {
  const period = [day("2026-08-10"), day("2026-09-21")] as const;
  const ballot: Ballot = {
    voter: "activeEmployee",
    receivedOn: day("2026-09-21"),
    receivedAt: 17 * 3600,
    choices: ["A", "B"],
    cast: "asDescribed",
  };
  const fault = (change: Partial<Ballot>, seats = 2) =>
    faultOfBallot({ ...ballot, ...change }, "active", seats, period);
  it("BR 1-5 F(2) counts at 5:00:00 pm of the last day and not a second later", () => {
    expect(fault({})).toBeUndefined();
    expect(fault({ receivedAt: 17 * 3600 + 1 })).toBe("outsidePeriod");
    expect(fault({ receivedOn: day("2026-09-20"), receivedAt: 86_399 })).toBeUndefined();
  });
  it("BR 1-5 F(1)(a) of who may not vote does not count", () => {
    expect(fault({ voter: "judge" })).toBe("voterNotEligible");
  });
  it("BR 1-5 F(1)(b) that names a candidate twice does not count", () => {
    expect(fault({ choices: ["A", "A"] })).toBe("candidateNamedTwice");
  });
  it("BR 1-5 F(1)(c) outside the period does not count", () => {
    expect(fault({ receivedOn: day("2026-08-09") })).toBe("outsidePeriod");
    expect(fault({ receivedOn: day("2026-08-10"), receivedAt: 0 })).toBeUndefined();
    expect(fault({ receivedOn: day("2026-09-22"), receivedAt: 0 })).toBe("outsidePeriod");
  });
  it("BR 1-5 F(1)(d), BR 1-5 F(1)(e) cast otherwise, or sent to the system, does not count", () => {
    expect(fault({ cast: "otherwise" })).toBe("notAsDescribed");
    expect(fault({ cast: "sentToSystem" })).toBe("sentToSystem");
  });
  it("BR 1-5 E(3), BR 1-5 E(4) names at most as many as there are seats", () => {
    expect(fault({}, 1)).toBe("tooManyChoices");
    expect(fault({ choices: ["A"] }, 1)).toBeUndefined();
  });
});

describe("BR 1-5 E(3), BR 1-5 E(4) the count", () => {
  it("elects the highest, or the two highest", () => {
    expect(electedBy({ A: 10, B: 30, C: 20 }, 1)).toEqual({ elected: ["B"], coinToss: [] });
    expect(electedBy({ A: 10, B: 30, C: 20 }, 2)).toEqual({ elected: ["B", "C"], coinToss: [] });
  });
  it("leaves a tie for the last seat to a coin, and no other", () => {
    expect(electedBy({ A: 20, B: 30, C: 20 }, 2)).toEqual({ elected: ["B"], coinToss: ["A", "C"] });
    expect(electedBy({ A: 20, B: 20, C: 10 }, 2)).toEqual({ elected: ["A", "B"], coinToss: [] });
    expect(electedBy({ A: 20, B: 20 }, 1)).toEqual({ elected: [], coinToss: ["A", "B"] });
  });
});

describe("after the count", () => {
  it("BR 1-5 E(8) is certified by the next business day, and told within five", () => {
    expect(formatDate(certificationDue(day("2026-09-25")))).toBe("2026-09-28");
    expect(formatDate(resultsDue(day("2026-11-19")))).toBe("2026-11-27");
  });
  it("BR 1-5 E(9) ballots are kept a year from certification", () => {
    expect(formatDate(ballotsKeptThrough(day("2026-09-28")))).toBe("2027-09-28");
  });
  it("BR 1-5 E(10) terms begin the January after", () => {
    expect(formatDate(termBegins(2026))).toBe("2027-01-01");
  });
  it("BR 1-5 C(4), BR 1-5 C(5) an active winner who left loses the seat", () => {
    expect(losesSeat("active", "termVested")).toBe(true);
    expect(losesSeat("active", "activeEmployee")).toBe(false);
    expect(seatFilledBy(day("2026-12-31"), termBegins(2026))).toBe("nextHighest");
    expect(seatFilledBy(day("2027-01-01"), termBegins(2026))).toBe("boardAppoints");
  });
  it("BR 1-5 D(4), BR 1-5 D(5) a retiree winner who works again or dies loses the seat", () => {
    expect(losesSeat("retiree", "activeEmployee")).toBe(true);
    expect(losesSeat("retiree", "dead")).toBe(true);
    expect(losesSeat("retiree", "retiree")).toBe(false);
  });
  it("BR 1-5 G(1) at least three messages go out in the year", () => {
    const sent = [day("2025-12-31"), day("2026-04-01"), day("2026-08-01")];
    expect(messagesStillDue(2026, sent)).toBe(1);
    expect(messagesStillDue(2026, [...sent, day("2026-12-31")])).toBe(0);
    expect(messagesStillDue(2026, [...sent, ...sent, day("2026-12-31")])).toBe(0);
  });
});
