import { expressionsIn } from './expression.js';

/** What an expression reads: a name of its scope, and for `steps` which one; without, any of them. */
export interface Reading {
  root: string;
  step?: string;
  /** The part of the step's output, or of `result`, where only that is read. */
  part?: string;
}

/** What each expression of a chain reads, by its text: the workflow does not parse them itself. */
export type ReadingTable = Readonly<Record<string, readonly Reading[]>>;

/** The part of a table that is about a value. */
export const readingTableOf = (value: unknown, table: ReadingTable): ReadingTable =>
  Object.fromEntries(expressionsIn(value).map(({ expression }) => [expression, table[expression] ?? []]));

/** What all expressions within a value read. */
export const readingsIn = (value: unknown, table: ReadingTable): Reading[] =>
  expressionsIn(value).flatMap(({ expression }) => table[expression] ?? []);
