/** The clock that says when something was done; it is the machine's own and nothing ever moves it. */
export interface RecordingClock {
  /** The present instant as ISO 8601 text in UTC, with milliseconds. */
  now(): string;
  /** The present instant in milliseconds since 1970-01-01 UTC, for one-time codes and durations. */
  milliseconds(): number;
}
