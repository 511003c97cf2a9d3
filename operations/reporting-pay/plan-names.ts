import type { PlanCode } from "./layout.ts";

/** Plans as the record names them, by the code of a file. */
const recordNames: Record<PlanCode, string> = {
  MSEP: "msep",
  MSEP2000: "msep2000",
  MSEP2011: "msep2011",
  JUD: "judicial",
  JUD2011: "judicial2011",
  ALJ: "alj",
  CURP: "curp",
};
const fileCodes = new Map(Object.entries(recordNames).map(([code, name]) => [name, code as PlanCode]));

/** The record's name of a plan. */
export const planInRecord = (code: PlanCode): string => recordNames[code];

/** A file's code for a plan of the record; empty for a plan that no file names. */
export const planInFile = (name: string): PlanCode | "" => fileCodes.get(name) ?? "";
