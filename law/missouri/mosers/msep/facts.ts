/** What the law of the closed plan asks of a person besides the facts that all plans of the fund share. */
import { fact } from "@emeritus/engine/fact.ts";

/** Biennial assemblies that staff credited for a legislator's earlier service before 30 June 1997 (BR 2-12(2)). */
export const assembliesOnRecord = fact.count("assembliesOnRecord", { most: "30" });

/** The member died while actively employed, and the death was determined to be duty-related. */
export const diedOnDuty = fact.condition("diedOnDuty");

/** A uniformed member of the water patrol is wholly and permanently disabled by an injury or illness of duty (RSMo 104.410). */
export const disabledOnDuty = fact.condition("disabledOnDuty");
/** Monthly compensation at the time of the disability. */
export const payAtDisability = fact.amount("payAtDisability", { most: "100000.00" });
/** Workers' compensation for the month. */
export const workersCompensation = fact.amount("workersCompensation", { most: "100000.00" });
/** Share of the earning capacity that is left. */
export const earningCapacityLeft = fact.rate("earningCapacityLeft", { most: "1" });
