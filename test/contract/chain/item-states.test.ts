import { expect, it } from 'vitest';
import {
  countItems,
  decodeItemStates,
  encodeItemStates,
  type ItemState,
} from '../../../src/contract/chain/item-states.js';

const states: ItemState[] = ['waiting', 'done', 'failed', 'uncertain', 'excluded', 'done'];

it('keeps one letter per item on the wire, the same as in stored histories', () => {
  expect(encodeItemStates(states)).toBe('-dfusd');
  expect(decodeItemStates('-dfusd')).toEqual(states);
  expect(decodeItemStates('')).toEqual([]);
});

it('rejects a letter that stands for no state', () => {
  expect(() => decodeItemStates('-x')).toThrow("'x' is not the letter of an item state");
});

it('counts the items in any of several states', () => {
  expect(countItems(states, 'done')).toBe(2);
  expect(countItems(states, 'failed', 'uncertain')).toBe(2);
});
