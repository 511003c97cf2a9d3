/** What the law of administrative law judges and legal advisors asks beside the facts that it shares with judges. */
import { fact } from "@emeritus/engine/fact.ts";

/** Highest yearly salary received in the office, all personal services together (RSMo 287.812(8), 287.820.1). */
export const highestSalary = fact.amount("highestSalary");
/** Appointed to the labor and industrial relations commission, or chairman of the board of mediation (RSMo 286.010, 295.030). */
export const onCommission = fact.condition("onCommission");
/** Biennial assemblies, whole or part, served or bought, whose legislator's benefit was waived in writing (RSMo 287.815.1). */
export const assembliesWaived = fact.count("assembliesWaived", { most: "30" });
