import { ENDLESS, type PlainDate } from "@emeritus/engine/dates.ts";
import type { MemberClass } from "@emeritus/records/schema.ts";

/** A stretch of employment in one position of the reporting group, as the record holds it and as the file's events change it. */
export interface RosterPosition {
  /** The person's position number; 0 for a position that this file opens. */
  readonly position: number;
  /** The employer's own name of the position. */
  readonly code: string;
  plan: string;
  /** Class of the member in this employment; general where nothing is told. */
  readonly memberClass?: MemberClass;
  fteHundredths: number;
  /** Whether the position gives membership. */
  eligible: boolean;
  /** First day, and the day after the last. */
  readonly from: PlainDate;
  to: PlainDate;
  /** Why the plan is what it is, where this file opens the stretch: the rules that the law answered by. */
  readonly because?: string;
  /** From which day this file gave the position other hours. */
  changedFrom?: PlainDate;
  /** Pensionable pay of the report before this one, in cents; nothing where there was none. */
  readonly lastPayCents?: number | undefined;
  /** Set when this file opens the stretch: place of its event among the file's events. */
  readonly openedBy?: number;
}

/** A leave on record that is open or touches the period. */
export interface RosterLeave {
  readonly position: number;
  readonly kind: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A person whom the reporting group employs or employed, or whom the file names. */
export interface RosterPerson {
  /** The person's number; 0 for one whom this file's HIRE makes known. */
  readonly person: number;
  readonly memberId: number;
  /** The SSN where the file names it, -1 when the record has another than the file gives, 0 when none was asked for. */
  ssn: number;
  readonly lastName: string;
  readonly firstName: string;
  /** Told with a hire that makes somebody known. */
  readonly middleName?: string;
  readonly suffix?: string;
  readonly birthDate: PlainDate;
  /** Stretches with this reporting group, oldest first. */
  readonly positions: RosterPosition[];
  readonly leaves: RosterLeave[];
  /** Plan of the person's last employment with any employer; empty for somebody never employed. */
  readonly lastPlan: string;
  readonly drawsBenefit: boolean;
}

/** Everybody a report may name, found by member number or SSN. Events of the file change it while they are checked. */
export class Roster {
  readonly people: RosterPerson[] = [];
  readonly #byMemberId = new Map<number, RosterPerson>();
  readonly #bySsn = new Map<number, RosterPerson>();

  /** Adds a person. */
  add(person: RosterPerson): void {
    this.people.push(person);
    if (person.memberId > 0) this.#byMemberId.set(person.memberId, person);
    if (person.ssn > 0) this.#bySsn.set(person.ssn, person);
  }

  /** Notes that an SSN of the file belongs to a person already added. */
  identify(ssn: number, person: RosterPerson): void {
    this.#bySsn.set(ssn, person);
  }

  /** The person with a member number. */
  byMemberId(memberId: number): RosterPerson | undefined {
    return this.#byMemberId.get(memberId);
  }

  /** The person with an SSN. */
  bySsn(ssn: number): RosterPerson | undefined {
    return this.#bySsn.get(ssn);
  }
}

/** Whether a stretch has no last day yet. */
export const isOpen = (position: RosterPosition): boolean => position.to === ENDLESS;
