import type { Fixed, FixedOrNone, Instant, OfPerson, Version } from "./schema.ts";

export interface PayeeHoldTable extends OfPerson, Version {
  hold: Fixed<number>;
  reason: Fixed<string>;
  benefit: FixedOrNone<number>;
  status: Fixed<"open" | "lifted">;
  actor: Fixed<string>;
  because: FixedOrNone<string>;
}

export interface PayLinePageTable {
  fund: number;
  page: number;
  known_at: Instant;
  sealed: Buffer;
}

declare module "./schema.ts" {
  interface Database {
    "records.payee_hold": PayeeHoldTable;
    "projection.pay_line_page": PayLinePageTable;
  }
  interface RunTable {
    attempt: FixedOrDefault<number>;
  }
  interface RunItemTable {
    month_cents: FixedOrDefault<Cents>;
    temporary_cents: FixedOrDefault<Cents>;
    arrears_cents: FixedOrDefault<Cents>;
    reissued_cents: FixedOrDefault<Cents>;
    owed_from: FixedOrNone<DateText>;
    account: FixedOrNone<number>;
    charged: FixedOrNone<number>;
  }
}
