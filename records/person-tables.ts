import type {
  Fixed,
  FixedOrDefault,
  FixedOrNone,
  OfPerson,
  DatedVersion,
  DateText,
  Recorded,
  Version,
} from "./schema.ts";

export type ChildRelation = "natural" | "adopted" | "stepchild";
export interface ChildTable extends OfPerson, DatedVersion {
  child: Fixed<number>;
  relation: Fixed<ChildRelation>;
  proof: FixedOrNone<string>;
  disabled: FixedOrDefault<boolean>;
  disability_proof: FixedOrNone<string>;
}
export type AgentRank = "agent" | "successor";
export interface AgentTable extends OfPerson, DatedVersion {
  rank: Fixed<AgentRank>;
  agent: Fixed<number>;
  may_name_beneficiaries: FixedOrDefault<boolean>;
  declined: FixedOrDefault<boolean>;
}
export type IncapacityProof = "physicianStatement" | "courtFinding";
export interface IncapacityTable extends OfPerson, DatedVersion {
  proof: Fixed<IncapacityProof>;
}
export type ContactChannel = "phone" | "email" | "letter" | "visit" | "onlineMeeting" | "fax";
export interface ContactNoteTable extends OfPerson, Recorded {
  note: Fixed<number>;
  channel: Fixed<ContactChannel>;
  happened: Fixed<DateText>;
  spoke_with: FixedOrNone<string>;
  authenticated: FixedOrNone<string[]>;
  about: Fixed<string>;
  actor: Fixed<string>;
}
export type DuplicateVerdict = "asked" | "same" | "different";
export interface DuplicateTable extends OfPerson, Version {
  other: Fixed<number>;
  verdict: Fixed<DuplicateVerdict>;
  because: Fixed<string>;
  asked_by: Fixed<string>;
  decided_by: FixedOrNone<string>;
}
export interface NameWordTable {
  fund: number;
  kind: "first" | "last";
  word: string;
}

/** The tables about who people are to each other and to the office. */
export interface PersonTables {
  "records.child": ChildTable;
  "records.agent": AgentTable;
  "records.incapacity": IncapacityTable;
  "records.contact_note": ContactNoteTable;
  "records.duplicate": DuplicateTable;
  "projection.name_word": NameWordTable;
}
