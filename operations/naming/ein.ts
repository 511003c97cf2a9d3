/** Beginnings of an EIN that the Internal Revenue Service has given to no campus (DEATH-Q13). */
const unused = new Set([
  "00",
  "07",
  "08",
  "09",
  "17",
  "18",
  "19",
  "28",
  "29",
  "49",
  "69",
  "70",
  "78",
  "79",
  "89",
  "96",
  "97",
]);

/** Whether nine digits can be an employer identification number; those that begin with 07 to 09 belong to nobody, and so to a demonstration. */
export function isEin(text: string, demonstration: boolean): boolean {
  if (!/^\d{9}$/.test(text) || /^(\d)\1{8}$/.test(text)) return false;
  const beginning = text.slice(0, 2);
  return !unused.has(beginning) || (demonstration && /^0[789]/.test(beginning));
}
