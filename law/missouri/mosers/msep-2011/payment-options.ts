/** The factors of the tier of 2011, anchored at 67 (RSMo 104.1091; handbook p.30). */
import { replacing, type Change } from "@emeritus/engine/amend.ts";
import { percent, years } from "@emeritus/engine/expr.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import {
  guaranteed120Factor,
  guaranteed180Factor,
  joint100AtAnchor,
  joint100Cap,
  joint50AtAnchor,
  joint50Cap,
  optionAnchorAge,
} from "../msep-2000/payment-options.ts";

const factors = and(rsmo("104.1091"), handbook(30));

/** The figures of the tier's payment options. */
export const optionsFrom2011: readonly Change[] = [
  replacing(optionAnchorAge, { cites: factors, register: "MSEP2011-Q06", means: () => years(67) }),
  replacing(joint50AtAnchor, { cites: factors, register: "MSEP2011-Q06", means: () => percent("88.5") }),
  replacing(joint100AtAnchor, { cites: factors, register: "MSEP2011-Q06", means: () => percent("81") }),
  replacing(joint50Cap, { cites: factors, means: () => percent("94.25") }),
  replacing(joint100Cap, { cites: factors, means: () => percent("87.75") }),
  replacing(guaranteed120Factor, { cites: factors, means: () => percent("93") }),
  replacing(guaranteed180Factor, { cites: factors, means: () => percent("86") }),
];
