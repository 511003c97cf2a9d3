import { addMonths, plainDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { CompiledQuery } from "kysely";
import type { Reading } from "./db.ts";
import { keepPlanned } from "./driver.ts";
import type { PayMonth } from "./pay.ts";

const positionsAYear = 65_536;

/**
 * All packed years of a person as two binary arrays, which cost the server less than digits do and travel shortest in base 64:
 * place n of both is one year, since both sums are fed row by row.
 */
const packedText = `
  select encode(array_send(array_agg(year * ${positionsAYear} + position)) || array_send(array_agg(cents)), 'base64') as years
  from projection.pay_year where fund = $1 and person = $2`;

/** A person's pay as known now, from the packed years, in order of month and position. */
export async function packedPayOf(db: Reading, fund: number, person: number): Promise<PayMonth[]> {
  const asked = keepPlanned(CompiledQuery.raw(packedText, [fund, person]));
  const { rows } = await db.executeQuery(asked as CompiledQuery<{ years: string | null }>);
  const text = rows[0]?.years ?? null;
  if (text === null) return [];
  const years = Buffer.from(text, "base64");
  return readYears(new DataView(years.buffer, years.byteOffset, years.byteLength));
}

const slotsAYear = 12;
/** A binary array: dimensions, whether anything is absent and type, then size and first place a dimension, then the values. */
const [listHead, tableHead, sizeAt, widthAt] = [20, 28, 12, 20];
/** Each value stands behind its length, which is below nothing where the value is absent. */
const lengthBytes = 4;
const valueBytes = lengthBytes + 4;

function readYears(bytes: DataView): PayMonth[] {
  const count = bytes.getInt32(sizeAt);
  const table = listHead + count * valueBytes;
  if (bytes.getInt32(table + widthAt) !== slotsAYear)
    throw new RangeError("a packed year has not twelve slots");
  const found: PayMonth[] = [];
  let inOrder = true;
  let slot = table + tableHead;
  for (let at = 0, before = 0; at < count; at++) {
    const key = bytes.getInt32(listHead + at * valueBytes + lengthBytes);
    const [year, position] = [Math.floor(key / positionsAYear), key % positionsAYear];
    inOrder &&= year > before;
    before = year;
    slot = addYear(found, bytes, slot, { first: plainDate(year, 1, 1), position });
  }
  return inOrder ? found : found.toSorted((a, b) => a.month - b.month || a.position - b.position);
}

/** Adds the months of a year whose slots begin at `slot`; gives where they end. */
function addYear(
  found: PayMonth[],
  bytes: DataView,
  slot: number,
  { first, position }: { first: PlainDate; position: number },
): number {
  let at = slot;
  for (let index = 0; index < slotsAYear; index++) {
    const absent = bytes.getInt32(at) < 0;
    at += lengthBytes;
    if (absent) continue;
    found.push({ position, month: addMonths(first, index), cents: bytes.getInt32(at) });
    at += valueBytes - lengthBytes;
  }
  return at;
}
