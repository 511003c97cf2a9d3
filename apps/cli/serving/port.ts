import { createServer } from "node:net";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";

/** Looks whether the port can be had before anything slow is begun; throws CannotStart when not. */
export async function refuseBusyPort(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (error) => reject(portRefusal(error, port)));
    probe.listen(port, "127.0.0.1", resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** Why a port could not be listened on, where the reason is the port; any other error as it came. */
export function portRefusal(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return new CannotStart("portBusy", { port: String(port) });
  if (code === "EACCES") return new CannotStart("portNotAllowed", { port: String(port) });
  return error;
}
