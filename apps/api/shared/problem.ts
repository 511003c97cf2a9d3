import { NoSuchPerson } from "@emeritus/operations/career.ts";
import type { Refusal } from "@emeritus/operations/outcome.ts";
import { NotAllowed } from "@emeritus/operations/permissions.ts";
import { KeyReused } from "@emeritus/records/command.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import type { z } from "zod";
import { messageOf } from "./message.ts";

/** Problem details for HTTP APIs (RFC 9457), with our stable code and, for a refusal, its sentence, its facts and the law. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  /** Of a refusal: the sentence that the page would say, in English; absent where no page has one. */
  readonly message?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly cites?: string;
  readonly errors?: readonly { readonly at: string; readonly code: string }[];
}

/** A problem of a kind; `title` is a sentence for developers, in English. */
export function problem(status: number, code: string, title: string, more: Partial<Problem> = {}): Problem {
  return { type: `/api/problems/${code}`, title, status, code, ...more };
}

/** A refusal of a use case as a problem, with the words of the pages of the route's owner. */
export function refusalProblem(owner: string, refusal: Refusal): Problem {
  const { code, facts, cites } = refusal;
  const message = messageOf(owner, refusal);
  const said = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === "bigint" ? value.toString() : value,
    ]),
  );
  return problem(422, code, "The request was understood and refused.", {
    ...(message === undefined ? {} : { message }),
    facts: said,
    cites,
  });
}

/** Input that does not fit a route's schema as a problem; values are not repeated, because they may be closed. */
export function inputProblem(where: string, error: z.ZodError): Problem {
  const errors = error.issues.map(({ path, message }) => ({ at: [where, ...path].join("."), code: message }));
  return problem(400, "bad-input", "The request does not fit the schema.", { errors });
}

/** Input with a day or month of the year 0000 as a problem. */
export function yearZeroProblem(where: string): Problem {
  return problem(400, "bad-input", "The calendar has no year 0000.", {
    errors: [{ at: where, code: "no-such-date" }],
  });
}

/** Input with the NUL character, which no record can keep, as a problem. */
export function nulProblem(where: string): Problem {
  return problem(400, "bad-input", "The request holds the NUL character.", {
    errors: [{ at: where, code: "nul" }],
  });
}

/** An error of the framework; those about the body (FST_ERR_CTP_…) say what is wrong with it and repeat nothing of it. */
interface FrameworkError {
  readonly statusCode: number;
  readonly code: string;
  readonly message: string;
}

/** What an error thrown by a route answers, or nothing for a defect. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof NotAllowed) {
    return error.because === "another's record" || error.because === "another employer"
      ? problem(404, "not-found", "There is nothing here.")
      : problem(403, "not-allowed", "You do not have the right to do this.", {
          facts: { because: error.because },
        });
  }
  if (error instanceof NoSuchPerson || error instanceof NotFound)
    return problem(404, "not-found", "There is nothing here.");
  if (error instanceof KeyReused)
    return problem(422, "key-reused", "This Idempotency-Key was used for another request.");
  const { statusCode: status, code = "", message } = error as Partial<FrameworkError>;
  if (!status || status >= 500) return undefined;
  const more = code.startsWith("FST_ERR_CTP_") && message !== undefined ? { detail: message } : {};
  return problem(status, "bad-request", "The request could not be read.", more);
}
