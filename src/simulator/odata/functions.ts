import type { PropertyType } from './entity-type.js';
import type { Value } from './literal-value.js';

type Kind = 'string' | 'number' | 'date';

/** A function that a $filter may call. To add one, add a line to the table. */
export interface FilterFunction {
  readonly parameters: readonly Kind[];
  /** How many of the parameters must be there; default all. */
  readonly needed?: number;
  readonly type: PropertyType;
  readonly apply: (...values: never[]) => Value;
  /** What it gives when a parameter is null: a missing text does not contain anything. */
  readonly ofNull: Value;
}

const test = (apply: (subject: string, part: string) => boolean): FilterFunction => ({
  parameters: ['string', 'string'],
  type: { kind: 'boolean' },
  apply,
  ofNull: false,
});

const ofText = (apply: (subject: string) => string): FilterFunction => ({
  parameters: ['string'],
  type: { kind: 'string' },
  apply,
  ofNull: null,
});

/** Dates are UTC text with seven digits, so their parts stand at fixed places. */
const ofDate = (start: number, end: number): FilterFunction => ({
  parameters: ['date'],
  type: { kind: 'number' },
  apply: (date: string) => Number(date.slice(start, end)),
  ofNull: null,
});

export const filterFunctions: Readonly<Record<string, FilterFunction>> = {
  contains: test((subject, part) => subject.includes(part)),
  startswith: test((subject, part) => subject.startsWith(part)),
  endswith: test((subject, part) => subject.endsWith(part)),
  indexof: {
    parameters: ['string', 'string'],
    type: { kind: 'number' },
    apply: (subject: string, part: string) => subject.indexOf(part),
    ofNull: -1,
  },
  tolower: ofText((subject) => subject.toLowerCase()),
  toupper: ofText((subject) => subject.toUpperCase()),
  trim: ofText((subject) => subject.trim()),
  length: {
    parameters: ['string'],
    type: { kind: 'number' },
    apply: (subject: string) => subject.length,
    ofNull: null,
  },
  concat: {
    parameters: ['string', 'string'],
    type: { kind: 'string' },
    apply: (left: string, right: string) => left + right,
    ofNull: null,
  },
  substring: {
    parameters: ['string', 'number', 'number'],
    needed: 2,
    type: { kind: 'string' },
    apply: (subject: string, start: number, length?: number) =>
      subject.slice(start, length === undefined ? undefined : start + length),
    ofNull: null,
  },
  year: ofDate(0, 4),
  month: ofDate(5, 7),
  day: ofDate(8, 10),
  hour: ofDate(11, 13),
  minute: ofDate(14, 16),
  second: ofDate(17, 19),
};
