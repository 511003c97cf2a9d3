import { formatDate } from "@emeritus/engine/dates.ts";
import { lastChange, lastChanges, NEVER_CHANGED } from "@emeritus/records/last-change.ts";
import { known, type Moment } from "@emeritus/records/moment.ts";
import type { AddressKind, ContactKind, DateText } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** A name, address or contact with the days of which it is true; `to` is the day after, or "infinity". */
interface Dated {
  readonly from: DateText;
  readonly to: DateText;
}

/** A name that somebody bears or bore. */
export interface NameSeen extends Dated {
  readonly name: string;
  readonly first: string;
  readonly middle: string | null;
  readonly last: string;
  readonly suffix: string | null;
}

/** An address now or to come. */
export interface AddressSeen extends Dated {
  readonly kind: AddressKind;
  readonly lines: readonly string[];
  readonly street: string;
  readonly city: string;
  readonly state: string | null;
  readonly postalCode: string | null;
}

/** An e-mail address or telephone number now or to come. */
export interface ContactSeen extends Dated {
  readonly kind: ContactKind;
  readonly contact: string;
}

/** How a person is called and reached, with the version of each part for whoever changes it next. */
export interface Contacts {
  readonly names: readonly NameSeen[];
  readonly addresses: readonly AddressSeen[];
  readonly contacts: readonly ContactSeen[];
  /** Nothing while the person was not known. */
  readonly born: DateText | undefined;
  /** What a change must say it saw. */
  readonly seen: {
    readonly name: string;
    readonly birth: string;
    readonly address: (kind: AddressKind) => string;
    readonly contact: (kind: ContactKind) => string;
  };
}

/** Reads how a person is called and reached: all names, and the addresses and contacts of a day and after. */
export async function readContacts(
  { reader, fund, calendar }: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: calendar.today() },
): Promise<Contacts> {
  allow(actor, "read a record", { person });
  const number = fund.number;
  const on = formatDate(moment.on);
  const [names, addresses, contacts, births, nameSeen, birthSeen, addressSeen, contactSeen] =
    await Promise.all([
      sql<NameSeen>`select concat_ws(' ', first_name, middle_name, last_name, suffix) as name, first_name as first, middle_name as middle,
        last_name as last, suffix, valid_from as "from", valid_to::text as "to"
      from records.person_name n where fund = ${number} and person = ${person} and ${known("n", moment)} order by valid_from desc`.execute(
        reader,
      ),
      sql<
        Omit<AddressSeen, "lines"> & { street2: string | null; country: string }
      >`select kind, street, street2, city, state, postal_code as "postalCode", country, valid_from as "from", valid_to::text as "to"
      from records.address a where fund = ${number} and person = ${person} and valid_to > ${on}::date and ${known("a", moment)}
      order by kind, valid_from`.execute(reader),
      sql<ContactSeen>`select kind, contact, valid_from as "from", valid_to::text as "to"
      from records.contact c where fund = ${number} and person = ${person} and valid_to > ${on}::date and ${known("c", moment)}
      order by kind, valid_from`.execute(reader),
      sql<{
        born: DateText;
      }>`select born from records.person_birth b where fund = ${number} and person = ${person} and ${known("b", moment)}`.execute(
        reader,
      ),
      lastChange(reader, "records.person_name", { fund: number, person }),
      lastChange(reader, "records.person_birth", { fund: number, person }),
      lastChanges(reader, "records.address", number, person),
      lastChanges(reader, "records.contact", number, person),
    ]);
  return {
    names: names.rows,
    addresses: addresses.rows.map(({ street2, country, ...row }) => ({
      ...row,
      lines: linesOf({ ...row, street2, country }),
    })),
    contacts: contacts.rows,
    born: births.rows[0]?.born,
    seen: {
      name: nameSeen,
      birth: birthSeen,
      address: (kind) => addressSeen.get(kind) ?? NEVER_CHANGED,
      contact: (kind) => contactSeen.get(kind) ?? NEVER_CHANGED,
    },
  };
}

function linesOf(row: Omit<AddressSeen, "lines"> & { street2: string | null; country: string }): string[] {
  const place = [row.city, [row.state, row.postalCode].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return [row.street, row.street2, place, row.country === "US" ? null : row.country].filter(
    (line): line is string => line !== null && line !== "",
  );
}
