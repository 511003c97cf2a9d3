/** What the law of the closed plan asks of a person besides the facts that all plans of the fund share. */
import { fact } from "@emeritus/engine/fact.ts";

/** Biennial assemblies that staff credited for a legislator's earlier service before 30 June 1997 (BR 2-12(2)). */
export const assembliesOnRecord = fact.count("assembliesOnRecord", { most: "30" });

/** The member died while actively employed, and the death was determined to be duty-related. */
export const diedOnDuty = fact.condition("diedOnDuty");
