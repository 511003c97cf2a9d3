/**
 * Resolves when somebody asks the program to stop: Ctrl-C, a signal, or the end of the process that started it.
 * Ctrl-C reaches a program started by npm several times over, so only a signal well after the first ends it at once.
 */
export function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    let asked = 0;
    const ask = (): void => {
      if (asked === 0) resolve();
      else if (Date.now() - asked > secondSignalMs) process.exit(1);
      asked ||= Date.now();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, ask);
    process.on("disconnect", ask);
    process.channel?.unref();
  });
}

const secondSignalMs = 3_000;
