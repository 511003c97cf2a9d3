import {
  askedOfEmployers,
  catalogue,
  isPattern,
  patternCodes,
  points,
  type PatternCode,
} from "./catalogue.ts";

/** What one pattern takes from a record's score. */
export interface PointsLost {
  readonly pattern: PatternCode;
  readonly questions: number;
  readonly points: number;
}

/** A record's score with what took each point from it. */
export interface Score {
  /** 0 to 100. */
  readonly score: number;
  readonly lost: readonly PointsLost[];
}

/** A pattern found several times in one record weighs at most as much as found twice. */
const mostTimes = 2;

/**
 * Pure. The score of a record: 100 less the points of every question that no answer settled, a severe one 30, a serious one 12 and
 * a slight one 4; a pattern found more than twice in one record counts twice; never below 0.
 */
export function scoreOf(found: readonly { readonly pattern: string; readonly questions: number }[]): Score {
  const lost = found.flatMap(({ pattern, questions }): PointsLost[] => {
    if (!isPattern(pattern) || questions === 0) return [];
    return [
      { pattern, questions, points: points[catalogue[pattern].severity] * Math.min(questions, mostTimes) },
    ];
  });
  const sum = lost.reduce((total, each) => total + each.points, 0);
  return { score: Math.max(0, 100 - sum), lost };
}

/** The points of every pattern as a run's marks are reckoned with. */
export const allPoints = {
  patterns: patternCodes,
  points: patternCodes.map((code) => points[catalogue[code].severity]),
  severe: patternCodes.filter((code) => catalogue[code].severity === "severe"),
  asked: askedOfEmployers,
} as const;

/** Every code, the heaviest first: how questions without money at risk are ordered. */
export const heaviestFirst: readonly PatternCode[] = patternCodes.toSorted(
  (a, b) => points[catalogue[b].severity] - points[catalogue[a].severity],
);
