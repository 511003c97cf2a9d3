/** The exit status of a command that was understood and refused. */
export const REFUSED = 1;

/** The exit status of a command that was given wrongly. */
export const BAD_USAGE = 2;

/** Says what is wrong with a command; gives its exit status. */
export function bad(say: (line: string) => void, line: string): number {
  say(line);
  return BAD_USAGE;
}
