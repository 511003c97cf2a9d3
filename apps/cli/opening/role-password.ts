import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The password with which the application and the reader log in to the database of this home. */
export function rolePassword(home: string): string {
  const secret = readFileSync(join(home, "database-password"), "utf8").trim();
  return createHmac("sha256", secret).update("roles of the application").digest("hex");
}
