/** Numbers that depend on the seed alone. */
export class Random {
  constructor(private state: number) {}

  /** From 0 up to, not including, 1. */
  share(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.share() * (most - least + 1));
  }

  of<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.share() * choices.length)] ?? choices[0];
  }
}
