/** The name that is most like a word, for people who mistyped one. */

/** How many letters must be put in, taken out or exchanged to make one word of another. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** The nearest of some names, when less than half of the word would have to change; nothing otherwise. */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  let best: { name: string; far: number } | undefined;
  for (const name of names) {
    const far = distance(word.toLowerCase(), name.toLowerCase());
    if (!best || far < best.far) best = { name, far };
  }
  return best && best.far < Math.max(word.length, 2) / 2 ? best.name : undefined;
}
