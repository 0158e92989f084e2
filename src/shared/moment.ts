/** A moment by two clocks: one may stand still while a machine sleeps, the other may be set. */
export class Moment {
  private readonly wallMs = Date.now();
  private readonly monotonicMs = performance.now();

  /** Time since then, by the clock that says more: for rights that end. Unit: milliseconds. */
  atMostMs(): number {
    return Math.max(...this.elapsed());
  }

  /** Time since then, by the clock that says less: for waits that must last. Unit: milliseconds. */
  atLeastMs(): number {
    return Math.max(0, Math.min(...this.elapsed()));
  }

  private elapsed(): [number, number] {
    return [Date.now() - this.wallMs, performance.now() - this.monotonicMs];
  }
}
