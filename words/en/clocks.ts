/** Words of the two clocks at the top of a member's screens. */
export const clocks = {
  label: "Another day",
  summary: "Read this as of another day",
  on: "As of",
  onHint: "The day that the record speaks of",
  known: "As known on",
  knownHint: "What the fund had on record at the end of that day",
  show: "Show",
  back: "Back to today",
  shown: (parts: { on: string }) => `You see the record as of ${parts.on}, as known now.`,
  shownKnown: (parts: { on: string; known: string }) =>
    `You see the record as of ${parts.on}, as it was known on ${parts.known}.`,
  actsToday: "To change something here, go back to today.",
  ahead: "That day has not come yet. Work is taken to go on until then.",
};
