import type { Row } from "./layout.ts";

/** Names of the twelve columns of a year of pay. */
export const monthColumns = [
  "jan",
  "feb",
  "mar",
  "apr",
  "may",
  "jun",
  "jul",
  "aug",
  "sep",
  "oct",
  "nov",
  "dec",
] as const;

const NONE = -1;

/** The jobs and years of pay.csv in packed columns: a row takes 58 bytes, so that millions fit in memory. */
export class PackedPay {
  /** Keys of the jobs in the order in which they first appear. */
  readonly jobs: string[] = [];
  readonly #places = new Map<string, number>();
  #length = 0;
  #job = new Int32Array(1024);
  #line = new Int32Array(1024);
  #year = new Int16Array(1024);
  #cents = new Int32Array(12 * 1024);
  #starts: Int32Array | undefined;
  #order: Uint32Array | undefined;

  get length(): number {
    return this.#length;
  }

  /** Adds a row; `jobKey` names its job and each month is in whole cents, absent where nothing was paid. */
  add(jobKey: string, row: Row<"pay">): void {
    if (this.#length === this.#job.length) this.#grow();
    let job = this.#places.get(jobKey);
    if (job === undefined) {
      job = this.jobs.push(jobKey) - 1;
      this.#places.set(jobKey, job);
    }
    const at = this.#length++;
    this.#job[at] = job;
    this.#line[at] = row.line;
    this.#year[at] = row.year;
    for (const [month, name] of monthColumns.entries()) {
      const cents = row[name];
      this.#cents[12 * at + month] = cents === undefined ? NONE : Number(cents);
    }
    this.#order = undefined;
  }

  #grow(): void {
    const twice = <A extends Int32Array | Int16Array>(old: A): A => {
      const grown = new (old.constructor as new (length: number) => A)(old.length * 2);
      grown.set(old as never);
      return grown;
    };
    this.#job = twice(this.#job);
    this.#line = twice(this.#line);
    this.#year = twice(this.#year);
    this.#cents = twice(this.#cents);
  }

  lineAt(row: number): number {
    return this.#line[row]!;
  }
  yearAt(row: number): number {
    return this.#year[row]!;
  }
  jobAt(row: number): number {
    return this.#job[row]!;
  }
  /** The twelve months in whole cents, null where nothing was paid. */
  monthsAt(row: number): (number | null)[] {
    return Array.from({ length: 12 }, (_, month) => {
      const cents = this.#cents[12 * row + month]!;
      return cents === NONE ? null : cents;
    });
  }
  /** What the year comes to in whole cents. */
  sumAt(row: number): number {
    let sum = 0;
    for (let at = 12 * row; at < 12 * row + 12; at++) if (this.#cents[at] !== NONE) sum += this.#cents[at]!;
    return sum;
  }

  /** The rows of a job in order of year and line. */
  rowsOf(jobKey: string): Uint32Array {
    const job = this.#places.get(jobKey);
    if (job === undefined) return new Uint32Array(0);
    const [starts, order] = this.#sorted();
    return order.subarray(starts[job]!, starts[job + 1]!);
  }

  #sorted(): readonly [Int32Array, Uint32Array] {
    if (this.#starts !== undefined && this.#order !== undefined) return [this.#starts, this.#order];
    const starts = new Int32Array(this.jobs.length + 1);
    for (let row = 0; row < this.#length; row++) starts[this.#job[row]! + 1]! += 1;
    for (let job = 0; job < this.jobs.length; job++) starts[job + 1]! += starts[job]!;
    const next = starts.slice();
    const order = new Uint32Array(this.#length);
    for (let row = 0; row < this.#length; row++) order[next[this.#job[row]!]!++] = row;
    for (let job = 0; job < this.jobs.length; job++)
      order.subarray(starts[job]!, starts[job + 1]!).sort((a, b) => this.#year[a]! - this.#year[b]! || a - b);
    this.#starts = starts;
    this.#order = order;
    return [starts, order];
  }
}
