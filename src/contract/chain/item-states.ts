/**
 * State of one item of a step with forEach. `uncertain`: it failed and may have had an effect. `excluded`: it is not
 * run, because there is nothing to undo.
 */
export type ItemState = 'waiting' | 'done' | 'failed' | 'uncertain' | 'excluded';

/** On the wire each state is one letter, so that 10,000 of them add only 10 kB to a history. */
const letters = { waiting: '-', done: 'd', failed: 'f', uncertain: 'u', excluded: 's' } as const satisfies Record<
  ItemState,
  string
>;
const states = new Map<string, ItemState>(
  Object.entries(letters).map(([state, letter]) => [letter, state as ItemState]),
);

export const encodeItemStates = (given: readonly ItemState[]): string => given.map((state) => letters[state]).join('');

export function decodeItemStates(text: string): ItemState[] {
  return Array.from(text, (letter) => {
    const state = states.get(letter);
    if (state === undefined) throw new RangeError(`'${letter}' is not the letter of an item state`);
    return state;
  });
}

export const countItems = (given: readonly ItemState[], ...wanted: ItemState[]): number =>
  given.filter((state) => wanted.includes(state)).length;
