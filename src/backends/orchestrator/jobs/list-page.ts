import { orderOf, readCursor, writeCursor } from '../../../contract/jobs/job-cursor.js';
import type { JobOrderField } from '../../../contract/jobs/job-filter.js';
import type { Folder } from '../../../contract/jobs/target.js';
import { BackendError } from '../../backend-error.js';
import { allOf, odataFilter } from './job-filter.js';
import { listedJobOf, type ListedRow } from './listed-job.js';
import { odataAfter, odataOrder } from './order-jobs.js';
import type { JobPage, JobPageQuery } from '../types.js';

export type ReadRows = (query: Record<string, string | number | undefined>) => Promise<ListedRow[]>;

/** Reads one page. Where the server cannot filter by Reference (no public source shows it either way), it is done here. */
export async function readJobPage(
  read: ReadRows,
  base: string,
  folder: Folder | undefined,
  query: JobPageQuery,
): Promise<JobPage> {
  const { reference } = query.filter;
  try {
    return pageOf(await read(odataQuery(query)), base, folder, query);
  } catch (error) {
    const refused = error instanceof BackendError && error.fields.status === 400 && error.fields.errorCode === 1000;
    if (reference === undefined || !refused) throw error;
    const filter = { ...query.filter, reference: undefined };
    const page = pageOf(await read(odataQuery({ ...query, filter })), base, folder, query);
    return { ...page, rows: page.rows.filter(({ job }) => job.reference === reference) };
  }
}

function odataQuery({
  filter,
  orderBy,
  expand,
  top,
  after,
}: JobPageQuery): Record<string, string | number | undefined> {
  const cursor = after === undefined ? undefined : readCursor(after, orderBy);
  if (after !== undefined && !cursor) throw new TypeError(`'${after}' is no place in a list ordered by ${orderBy}`);
  return {
    $filter: allOf([odataFilter(filter), cursor && odataAfter(cursor)]),
    $orderby: odataOrder(orderBy),
    $expand: expand.length === 0 ? undefined : expand.join(','),
    $top: top,
  };
}

function pageOf(rows: ListedRow[], base: string, folder: Folder | undefined, { orderBy, top }: JobPageQuery): JobPage {
  const order = orderOf(orderBy);
  const cursorOf = (row: ListedRow): string => writeCursor({ ...order, id: row.Id, value: valueOf(row, order.field) });
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({ job: listedJobOf(row, base, folder), cursor: cursorOf(row) })),
    ...(last && rows.length >= top && { next: cursorOf(last) }),
  };
}

/** The value as a filter takes it: a time without a zone is one in UTC. */
function valueOf(row: ListedRow, field: JobOrderField): string | null {
  const value = field === 'Id' ? null : row[field];
  if (typeof value !== 'string' || value === '') return null;
  return field === 'ReleaseName' || /(Z|[+-]\d{2}:\d{2})$/.test(value) ? value : `${value}Z`;
}
