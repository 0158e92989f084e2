import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFilter } from '../../../src/simulator/odata/compile-filter.js';
import type { EntityType } from '../../../src/simulator/odata/entity-type.js';
import { QueryError } from '../../../src/simulator/odata/query-error.js';

const entity: EntityType = {
  name: 'Thing',
  properties: { Id: { kind: 'number' }, Name: { kind: 'string' }, Time: { kind: 'date' } },
};
const holds = (filter: string, values: Record<string, unknown>) =>
  compileFilter(filter, entity)((name) => values[name] ?? null);

const thing = { Id: 7, Name: ' Invoice ', Time: '2026-02-03T04:05:06.7890000Z' };

describe('a function of a filter', () => {
  test.each([
    "tolower(Name) eq ' invoice '",
    "toupper(trim(Name)) eq 'INVOICE'",
    'length(Name) eq 9 and length(trim(Name)) lt 8',
    "concat(trim(Name),'s') eq 'Invoices'",
    "substring(Name,1,3) eq 'Inv' and substring(Name,7) eq 'e '",
    'year(Time) eq 2026 and month(Time) eq 2 and day(Time) eq 3',
    'hour(Time) eq 4 and minute(Time) eq 5 and second(Time) eq 6',
    "indexof(tolower(Name),'voice') gt 0",
    "TOLOWER(name) ne 'x'",
  ])('%s holds', (filter) => {
    expect(holds(filter, thing)).toBe(true);
  });

  test.each(['length(Name) eq 0', "tolower(Name) eq ''", 'year(Time) gt 0'])('%s does not hold of null', (filter) => {
    expect(holds(filter, {})).toBe(false);
  });

  test.each([
    'tolower(Id)',
    'length()',
    "length(Name,'x') eq 1",
    'year(Name) eq 1',
    'substring(Name) eq 1',
    'day(Time)',
  ])('%s is refused', (filter) => {
    expect(() => holds(filter, thing)).toThrow(QueryError);
  });

  test('agrees with the language on any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 2 }), (name, part) => {
        const quoted = part.replaceAll("'", "''");
        expect(holds(`contains(Name,'${quoted}')`, { Name: name })).toBe(name.includes(part));
        expect(holds(`indexof(Name,'${quoted}') eq ${name.indexOf(part)}`, { Name: name })).toBe(true);
        expect(holds(`length(Name) eq ${name.length}`, { Name: name })).toBe(true);
      }),
    );
  });
});
