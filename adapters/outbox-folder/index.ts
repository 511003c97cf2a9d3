import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";

import type { Outbox, OutgoingLetter } from "@emeritus/ports/outbox.ts";

/** Leaves each letter as a file in a folder that the mail room empties; the name carries number and hash, so a second hand-over changes nothing. */
export function folderOutbox(folder: string): Outbox {
  return {
    async hand(letter: OutgoingLetter) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = join(folder, `letter-${letter.letter}-${letter.sha256.slice(0, 16)}.pdf`);
      if (await present(name)) return;
      const file = await open(`${name}.part`, "w", 0o600);
      try {
        await file.writeFile(letter.file);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${name}.part`, name);
    },
  };
}

async function present(name: string): Promise<boolean> {
  return readFile(name).then(
    () => true,
    () => false,
  );
}
