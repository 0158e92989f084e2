import { createHash } from 'node:crypto';
import type { Row } from './entity-type.js';
import type { QueryOptions } from './query-options.js';

/**
 * `asked`: as $orderby says; `ignored`: as the server holds the rows; `reversed`: the other way round; `shuffled`: by
 * chance, but always alike; `unstable`: by chance, and another order in each call, so that pages overlap.
 */
export const listOrders = ['asked', 'ignored', 'reversed', 'shuffled', 'unstable'] as const;
export type ListOrder = (typeof listOrders)[number];

/** How the server answers lists, whatever a caller asks for. */
export interface ListSettings {
  /** No page has more rows, whatever $top says; null is the contract's 1000. */
  readonly maximumPage: number | null;
  /** Says where a page that the server has cut continues, as `@odata.nextLink`. */
  readonly nextLink: boolean;
  readonly order: ListOrder;
  /** Lists of jobs show them as they were so long ago, on the simulator's clock. */
  readonly staleMs: number;
}

export const usualLists: ListSettings = { maximumPage: null, nextLink: false, order: 'asked', staleMs: 0 };

/** The rows in the order in which the server holds them; `salt` changes with each call. */
export function heldRows(rows: readonly Row[], order: ListOrder, salt: number): readonly Row[] {
  if (order === 'reversed') return [...rows].reverse();
  if (order !== 'shuffled' && order !== 'unstable') return rows;
  const seed = order === 'unstable' ? salt : 0;
  const keyed = rows.map((row, index) => ({ row, dice: diceOf(`${seed} ${index} ${String(row('Id'))}`) }));
  return keyed.sort((left, right) => (left.dice < right.dice ? -1 : 1)).map(({ row }) => row);
}

/** What the server makes of a query. */
export function heededOptions(options: QueryOptions, { order, maximumPage }: ListSettings): QueryOptions {
  const orderBy =
    order === 'asked'
      ? options.orderBy
      : order === 'reversed'
        ? options.orderBy.map(({ path, descending }) => ({ path, descending: !descending }))
        : [];
  if (maximumPage === null) return { ...options, orderBy };
  return { ...options, orderBy, top: Math.min(options.top ?? maximumPage, maximumPage) };
}

function diceOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
