/** Repeatable chance: the same seed and the same person throw the same numbers on every machine. */
export class Dice {
  #state: number;

  constructor(seed: number, person: number) {
    this.#state = (Math.imul(seed, 0x9e37_79b1) ^ Math.imul(person + 1, 0x85eb_ca6b)) >>> 0;
    for (let warmUp = 0; warmUp < 4; warmUp += 1) this.next();
  }

  /** A number from 0 to just below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b_79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Whether something with this probability happens. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number between two, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** A number around the middle of two, seldom near the ends. */
  around(least: number, most: number): number {
    return Math.round(least + ((this.next() + this.next() + this.next()) / 3) * (most - least));
  }

  /** One of a list. */
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }
}
