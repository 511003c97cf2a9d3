/** Why the program cannot start or cannot do what was asked on the command line; its words are in the catalogue. */
export type StartRefusal =
  | "alreadyRunning"
  | "databaseDamaged"
  | "databaseDidNotStart"
  | "databaseNotEmpty"
  | "databaseUnreachable"
  | "folderNotWritable"
  | "halfMigrated"
  | "keyFileDamaged"
  | "keyFileMissing"
  | "keyFileOpen"
  | "keysDiffer"
  | "noDatabaseProgram"
  | "noDatabaseUser"
  | "notADate"
  | "notADemonstration"
  | "portBusy"
  | "portNotAllowed"
  | "serverTooOld";

/** Thrown where the program cannot go on for a reason outside it; the reader sees one plain sentence and no trace. */
export class CannotStart extends Error {
  readonly refusal: StartRefusal;
  readonly facts: Readonly<Record<string, string>>;

  constructor(refusal: StartRefusal, facts: Readonly<Record<string, string>> = {}) {
    super(refusal);
    this.name = "CannotStart";
    this.refusal = refusal;
    this.facts = facts;
  }
}
