import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Mailer } from "@emeritus/ports/mailer.ts";

/** Leaves each e-mail as a text file in a folder that only the fund's own account can read, for a mail server to take or for a demonstration to show. */
export function folderMailer(folder: string): Mailer {
  return {
    async send({ to, subject, text }) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const body = `To: ${to}\nSubject: ${subject}\n\n${text}\n`;
      await writeFile(join(folder, `mail-${Date.now()}-${randomUUID()}.txt`), body, { mode: 0o600 });
    },
  };
}
