import type { Facts } from "@emeritus/engine/facts.ts";
import { canonicalJson, sha256 } from "@emeritus/records/canonical.ts";
import { encodeFacts } from "../determining/inputs.ts";

/** Whether anything that a career holds is another than it was: what a person must look at where the law cannot say. Pure. */
export const careerChanged = (before: Facts, now: Facts): boolean =>
  canonicalJson(encodeFacts(before)) !== canonicalJson(encodeFacts(now));

/** The SHA-256 of all that a career holds, in hexadecimal: two careers that are alike have the same. Pure. */
export const hashOfCareer = (facts: Facts): string =>
  sha256(canonicalJson(encodeFacts(facts))).toString("hex");
