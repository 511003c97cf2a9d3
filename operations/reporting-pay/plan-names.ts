import type { MemberClass } from "@emeritus/records/schema.ts";
import type { ClassCode, PlanCode } from "./layout.ts";

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

const classes: Record<ClassCode, MemberClass> = {
  GENERAL: "general",
  LEGISLATOR: "legislator",
  OFFICIAL: "official",
  JUDGE: "judge",
  ALJ: "administrativeLawJudge",
  EDUCATOR: "educator",
  WATER_PATROL: "waterPatrol",
  PART_TIME_LEGISLATIVE: "partTimeLegislative",
};
const classCodes = new Map(Object.entries(classes).map(([code, name]) => [name, code as ClassCode]));

/** The record's name of a class of members. */
export const classInRecord = (code: ClassCode): MemberClass => classes[code];

/** A file's code for a class of the record. */
export const classInFile = (name: MemberClass): ClassCode => classCodes.get(name)!;
