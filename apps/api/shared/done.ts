import type { Outcome } from "@emeritus/operations/outcome.ts";
import { z } from "zod";
import { refusal, type Refused } from "./api-route.ts";

/** The answer of a command that has nothing more to say. */
export const Done = z.object({ done: z.literal(true) });

/** That answer, or the refusal of the operation. */
export const doneOf = ({ refused }: Outcome<unknown>): z.input<typeof Done> | Refused =>
  refused ? refusal(refused) : { done: true };
