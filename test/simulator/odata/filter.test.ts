import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFilter } from '../../../src/simulator/odata/compile-filter.js';
import type { EntityType, Row } from '../../../src/simulator/odata/entity-type.js';
import { QueryError } from '../../../src/simulator/odata/query-error.js';

const entity: EntityType = {
  name: 'Thing',
  properties: {
    Id: { kind: 'number' },
    Name: { kind: 'string' },
    Key: { kind: 'guid' },
    State: { kind: 'enum', names: ['Pending', 'Running', 'Stopping', 'Terminating', 'Faulted'] },
    Time: { kind: 'date' },
    Active: { kind: 'boolean' },
    Robot: { kind: 'entity', type: { name: 'Robot', properties: { Id: { kind: 'number' } } } },
  },
};

const row = {
  Id: 7,
  Name: "O'Brien (old)",
  Key: 'd3780aac-1e80-49b0-bfd3-c8ec6a3939db',
  State: 'Faulted',
  Time: '2018-01-15T18:03:42.5100000Z',
  Active: true,
  Robot: { Id: 749 },
};

const rowOf =
  (values: Record<string, unknown>): Row =>
  (name) => {
    const value = values[name];
    return typeof value === 'object' && value !== null ? rowOf(value as Record<string, unknown>) : value;
  };

const holds = (filter: string, changes: Record<string, unknown> = {}) =>
  compileFilter(filter, entity)(rowOf({ ...row, ...changes }));

describe('a filter', () => {
  test.each([
    'Id eq 7',
    '7 eq Id',
    'id EQ 7 AND NOT (Id lt 7)',
    "Name eq 'O''Brien (old)'",
    "contains(Name,'Brien') and startswith(name,'O') and endswith(Name,')')",
    "indexof(Name,'Brien') ne -1",
    "not contains(Name,'x')",
    'Key eq d3780aac-1e80-49b0-bfd3-c8ec6a3939db',
    "Key eq 'D3780AAC-1E80-49B0-BFD3-C8EC6A3939DB'",
    "Key in ('d3780aac-1e80-49b0-bfd3-c8ec6a3939db','00000000-0000-0000-0000-000000000000')",
    'Id in (1,2,7)',
    "State eq 'faulted'",
    "State eq '4'",
    'State eq 4',
    "State in ('Running','Faulted')",
    'Time gt 2017-01-01T00:00:00.000Z',
    "Time lt '2018-01-15T18:03:42.5100001Z'",
    'Time eq 2018-01-15T19:03:42.51+01:00',
    'Time ge 2018-01-15',
    'Robot/Id eq 749',
    'Active',
    'Active eq true and Name ne null',
    'Id eq 1 or Id eq 7 and Active',
    '(time eq null) or (id eq 7)',
  ])('%s holds', (filter) => {
    expect(holds(filter)).toBe(true);
  });

  test.each(['Robot/Id eq 749', 'Robot/Id gt 1', 'Robot/Id lt 1'])('%s does not hold without a robot', (filter) => {
    expect(holds(filter, { Robot: null })).toBe(false);
  });

  test('compares null by eq and ne only', () => {
    expect(holds('Name eq null', { Name: null })).toBe(true);
    expect(holds("Name ne 'x'", { Name: null })).toBe(true);
    expect(holds("Name ge 'x'", { Name: null })).toBe(false);
    expect(holds("contains(Name,'x')", { Name: null })).toBe(false);
    expect(holds("indexof(Name,'x') ne -1", { Name: null })).toBe(false);
  });

  test.each([
    '',
    'Id',
    'Id eq',
    'Id eq 7 and',
    '(Id eq 7',
    'Id eq 7)',
    'Id is 7',
    "Id eq '7'",
    'Name eq 7',
    "State eq 'Broken'",
    'State eq 99',
    "Key eq 'short'",
    "Time gt 'yesterday'",
    'Nothing eq 1',
    'Robot eq 1',
    'Robot/Nothing eq 1',
    'Id/Robot eq 1',
    "shout(Name) eq 'X'",
    'contains(Name) eq true',
    "contains(Id,'7')",
    "Name eq 'open",
    'Id eq Name',
    'Id in ()',
    'Id # 7',
  ])('%s is refused', (filter) => {
    expect(() => compileFilter(filter, entity)).toThrow(QueryError);
  });

  test('may be as long as the real limit allows, which navigation reaches sooner', () => {
    const chain = (term: string, count: number) => Array.from({ length: count }, () => term).join(' or ');
    expect(holds(chain('Id eq 7', 25))).toBe(true);
    expect(() => holds(chain('Id eq 7', 26))).toThrow('node count limit');
    expect(holds(chain('Robot/Id eq 749', 16))).toBe(true);
    expect(() => holds(chain('Robot/Id eq 749', 17))).toThrow('node count limit');
    expect(holds(`Id in (${Array.from({ length: 500 }, (_, index) => index).join(',')})`)).toBe(true);
  });
});

describe('any filter', () => {
  test('finds any text that is quoted by doubling its apostrophes', () => {
    fc.assert(fc.property(fc.string(), (name) => holds(`Name eq '${name.replaceAll("'", "''")}'`, { Name: name })));
  });

  test('agrees with arithmetic on every comparison', () => {
    const operators = {
      eq: (left: number, right: number) => left === right,
      ne: (left: number, right: number) => left !== right,
      gt: (left: number, right: number) => left > right,
      ge: (left: number, right: number) => left >= right,
      lt: (left: number, right: number) => left < right,
      le: (left: number, right: number) => left <= right,
    };
    const integer = fc.integer({ min: -5, max: 5 });
    const operator = fc.constantFrom(...(Object.keys(operators) as (keyof typeof operators)[]));
    fc.assert(
      fc.property(integer, operator, integer, (left, name, right) => {
        expect(holds(`Id ${name} ${right}`, { Id: left })).toBe(operators[name](left, right));
      }),
    );
  });

  test('keeps the laws of logic', () => {
    const { term } = fc.letrec<{ term: string }>((tie) => ({
      term: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('Active', 'Id eq 7', 'Id eq 8', "State eq 'Running'", 'Robot/Id eq 749'),
        fc.tuple(tie('term'), fc.constantFrom('and', 'or'), tie('term')).map(([a, word, b]) => `(${a}) ${word} (${b})`),
        tie('term').map((inner) => `not (${inner})`),
      ),
    }));
    fc.assert(
      fc.property(term, term, (a, b) => {
        expect(holds(`not ((${a}) and (${b}))`)).toBe(!holds(a) || !holds(b));
        expect(holds(`(${a}) or (${b})`)).toBe(holds(b) || holds(a));
      }),
      { numRuns: 50 },
    );
  });

  test('is a filter or a refusal, never another error', () => {
    const pieces = [
      'Id',
      'Name',
      '(',
      ')',
      ',',
      "'x'",
      'eq',
      'in',
      'not',
      'and',
      '7',
      'null',
      'contains',
      '2018-01-15',
    ];
    const filter = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 8 });
    fc.assert(
      fc.property(filter, (words) => {
        try {
          holds(words.join(' '));
        } catch (error) {
          expect(error).toBeInstanceOf(QueryError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
