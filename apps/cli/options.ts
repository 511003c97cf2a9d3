import { isDay } from "@emeritus/engine/dates.ts";

/** The words of a command line: options with their values, switches, and what is left. */
export interface Given {
  readonly options: Readonly<Record<string, string>>;
  readonly switches: ReadonlySet<string>;
  readonly rest: readonly string[];
}

/** Reads `--name value` for the named options and `--name` for the rest; an option without its value is given as empty. */
export function given(args: readonly string[], withValue: readonly string[]): Given {
  const options: Record<string, string> = {};
  const switches = new Set<string>();
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at]!;
    const name = word.startsWith("--") ? word.slice(2) : undefined;
    if (name === undefined) rest.push(word);
    else if (withValue.includes(name)) options[name] = args[(at += 1)] ?? "";
    else switches.add(name);
  }
  return { options, switches, rest };
}

/** A whole number above zero, or nothing where the text is none. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** Whether a text is a month of the calendar, such as 2026-07. */
export const isMonth = (text: string | undefined): text is string => isDay(`${text}-01`);
