import { isRecord } from '../json.js';
import type { InfoLinkJob } from './job.js';

/** One table of a job's data, as executeJob and getJobStatus give it. */
export interface InfoLinkTable {
  readonly name: string;
  readonly result: { readonly schema?: readonly unknown[]; readonly records: readonly Record<string, string>[] };
}

/** `Table` has as many records as its parameter `rows` says; the others give their parameters back as one record. */
export function resultsOf({ scenario, parameters }: InfoLinkJob): InfoLinkTable[] {
  const given = isRecord(parameters) ? parameters : {};
  const records = scenario === 'Table' ? numbered(Number(given.rows ?? 3)) : [texts(given)];
  const columns = Object.keys(records[0] ?? {});
  return [{ name: scenario.toLowerCase(), result: { schema: columns.map(column), records } }];
}

export function withoutSchema(tables: readonly InfoLinkTable[]): InfoLinkTable[] {
  return tables.map(({ name, result: { records } }) => ({ name, result: { records } }));
}

function numbered(count: number): Record<string, string>[] {
  return Array.from({ length: count }, (_, index) => ({ id: String(index + 1), name: `Row ${index + 1}` }));
}

function texts(given: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

/** The shape of the documents' example. */
function column(name: string): Record<string, unknown> {
  return {
    name,
    type: { name: 'nvarchar', typeStr: 'nvarchar(max)', precision: -1, scale: 0 },
    typeStandard: { name: 'text', typeStr: 'text' },
    updateable: false,
  };
}
