/** An instant as the database writes it, as ISO text. */
export const isoOf = (at: string): string => at.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
