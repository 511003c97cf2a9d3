import { lastDayToAppeal } from "@emeritus/law/missouri/mosers/board/appeals.ts";
import { formatDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { longDate } from "@emeritus/words/format.ts";
import { writeNotice } from "../changing-person/write-notice.ts";
import { heading, letterOf, paragraph } from "../determining/letter-parts.ts";
import type { System } from "../system.ts";
import { type ChargeEffect, chargesCite } from "./charge-law.ts";

/** The kind under which letters about a charge are kept. */
export const CHARGE_LETTER = "killingCharge";

/** Tells a payee by letter what a charge or its outcome does to the payments, under which law, and until when it can be appealed. */
export function tellOfCharge(
  system: System,
  tx: Tx,
  told: {
    readonly person: number;
    readonly member: string;
    readonly effect: ChargeEffect;
    readonly happened: string;
  },
  instant: Instant,
): Promise<number> {
  const { person, member, effect, happened } = told;
  const until = formatDate(lastDayToAppeal(system.calendar.today()));
  return writeNotice(
    system,
    tx,
    { person, kind: CHARGE_LETTER },
    (words, frame) => {
      const { letter } = words.charges;
      return letterOf(words, frame, letter.title({ member }), [
        paragraph(letter.says[effect]({ member, on: longDate(happened) })),
        paragraph(letter.law({ cites: chargesCite })),
        heading(letter.appealHeading),
        paragraph(letter.appeal({ until: longDate(until) })),
      ]);
    },
    instant,
  );
}
