import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyQuery, projectRow } from '../../../src/simulator/odata/apply-query.js';
import type { EntityType, Row } from '../../../src/simulator/odata/entity-type.js';
import { QueryError } from '../../../src/simulator/odata/query-error.js';
import { readQueryOptions } from '../../../src/simulator/odata/query-options.js';

const inner: EntityType = { name: 'Inner', properties: { Id: { kind: 'number' } } };
const outer: EntityType = {
  name: 'Outer',
  properties: { Id: { kind: 'number' }, Key: { kind: 'string' }, Inner: { kind: 'entity', type: inner } },
};
const entity: EntityType = {
  name: 'Thing',
  properties: { Id: { kind: 'number' }, Name: { kind: 'string' }, Outer: { kind: 'entity', type: outer } },
};

const innerRow: Row = () => 3;
const outerRow: Row = (name) => (name === 'Inner' ? innerRow : name === 'Id' ? 2 : 'k');
const rowOf =
  (id: number, name: string | null = null): Row =>
  (property) =>
    property === 'Id' ? id : property === 'Name' ? name : outerRow;

const options = (query: string) => readQueryOptions(new URLSearchParams(query));
const idsOf = (rows: readonly Row[], query: string) =>
  applyQuery(rows, options(query), entity).rows.map((row) => row('Id'));

describe('a query', () => {
  test('orders by several properties, nulls first, and keeps the order of equals', () => {
    const rows = [rowOf(1, 'b'), rowOf(2), rowOf(3, 'a'), rowOf(4, 'b')];
    expect(idsOf(rows, '$orderby=Name')).toEqual([2, 3, 1, 4]);
    expect(idsOf(rows, '$orderby=name desc, id DESC')).toEqual([4, 1, 3, 2]);
    expect(idsOf(rows, '$orderby=Outer/Id asc')).toEqual([1, 2, 3, 4]);
  });

  test('loses no row between its pages, whatever their size', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: 1, max: 7 }), (ids, size) => {
        const rows = ids.map((id) => rowOf(id));
        const pages = Array.from({ length: Math.ceil(ids.length / size) }, (_, page) =>
          idsOf(rows, `$orderby=Id&$top=${size}&$skip=${page * size}`),
        );
        expect(pages.flat()).toEqual([...ids].sort((left, right) => left - right));
      }),
    );
  });

  test('has its names in any case', () => {
    expect(idsOf([rowOf(1), rowOf(2)], '$TOP=1&$Skip=1&$Count=TRUE')).toEqual([2]);
  });

  test.each([
    '$top=1001',
    '$top=-1',
    '$skip=x',
    '$count=maybe',
    '$orderby=Id,Id,Id,Id,Id,Id',
    '$orderby=Id sideways',
    '$orderby=Nope',
    '$select=Id,',
    '$search=x',
    '$top=1&$TOP=2',
    '$expand=Outer(',
    '$expand=Outer)',
    '$expand=Outer($filter=Id eq 1)',
    '$expand=Outer($expand=Inner($expand=Deeper))',
    '$expand=Name',
    '$expand=Nope',
    '$expand=Outer($select=Nope)',
  ])('%s is refused', (query) => {
    expect(() => {
      const read = options(query);
      applyQuery([rowOf(1)], read, entity).rows.map((row) => projectRow(row, entity, read));
    }).toThrow(QueryError);
  });
});

describe('a row', () => {
  const project = (query: string) => projectRow(rowOf(1, 'x'), entity, options(query));

  test('has its scalars, or those selected, and what is expanded', () => {
    expect(project('')).toEqual({ Id: 1, Name: 'x' });
    expect(project('$select=*')).toEqual({ Id: 1, Name: 'x' });
    expect(project('$select=name')).toEqual({ Name: 'x' });
    expect(project('$select=Id&$expand=Outer')).toEqual({ Id: 1, Outer: { Id: 2, Key: 'k' } });
  });

  test('is expanded to a depth of two, with a $select at each', () => {
    const expected = { Id: 1, Outer: { Key: 'k', Inner: { Id: 3 } } };
    expect(project('$select=Id&$expand=outer($select=Key;$expand=Inner($select=Id))')).toEqual(expected);
  });
});
