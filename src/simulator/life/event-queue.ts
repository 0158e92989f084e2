interface Entry<T> {
  readonly at: number;
  readonly order: number;
  readonly item: T;
}

/** A heap of things to come: the earliest first, at equal times in the order they were added. */
export class EventQueue<T> {
  readonly #heap: Entry<T>[] = [];
  #count = 0;

  add(at: number, item: T): void {
    this.#heap.push({ at, order: this.#count++, item });
    this.#rise(this.#heap.length - 1);
  }

  /** When the first is due. */
  nextAt(): number | undefined {
    return this.#heap[0]?.at;
  }

  take(): T | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink();
    }
    return first.item;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #rise(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #sink(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const child = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(child, index)) return;
      this.#swap(index, child);
      index = child;
    }
  }

  #isBefore(index: number, other: number): boolean {
    const [left, right] = [this.#heap[index], this.#heap[other]];
    if (left === undefined || right === undefined) return false;
    return left.at < right.at || (left.at === right.at && left.order < right.order);
  }

  #swap(index: number, other: number): void {
    const [left, right] = [this.#heap[index], this.#heap[other]];
    if (left === undefined || right === undefined) return;
    [this.#heap[index], this.#heap[other]] = [right, left];
  }
}
