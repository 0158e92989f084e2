import { orderOf, readCursor, writeCursor } from '../../../contract/jobs/job-cursor.js';
import type { JobOrderField } from '../../../contract/jobs/job-filter.js';
import { finalStates } from '../../../contract/jobs/job.js';
import type { Folder } from '../../../contract/jobs/target.js';
import { BackendError } from '../../backend-error.js';
import type { JobPage, JobPageQuery } from '../../job-lists.js';
import { quoted } from '../odata.js';
import { allOf, odataFilter } from './job-filter.js';
import { listedJobOf, type ListedRow } from './listed-job.js';
import { odataAfter, odataOrder } from './order-jobs.js';

type RowQuery = Record<string, string | number | undefined>;
/** `count`: the total of matching rows, if the server reports it. */
export type ReadRows = (
  folder: Folder | undefined,
  query: RowQuery,
) => Promise<{ rows: ListedRow[]; count?: number | undefined }>;

/** Excludes the final states, so that jobs in unknown states are found. */
const unfinishedStates = finalStates.map((state) => `State ne '${state}'`).join(' and ');

/** Reads the pages of one connection. */
export class JobPages {
  /** No public source shows whether servers filter by Reference. If one refuses to, references are compared here. */
  private refusesReferences = false;

  constructor(
    private readonly read: ReadRows,
    private readonly base: string,
  ) {}

  async page(folder: Folder | undefined, query: JobPageQuery): Promise<JobPage> {
    const { filter, referencePrefix } = query;
    if (filter.reference === undefined && referencePrefix === undefined) return this.pageOf(folder, query);
    if (!this.refusesReferences)
      try {
        return await this.pageOf(folder, query);
      } catch (error) {
        const refused = error instanceof BackendError && error.fields.status === 400 && error.fields.errorCode === 1000;
        if (!refused) throw error;
      }
    const without = { ...query, filter: { ...filter, reference: undefined }, referencePrefix: undefined };
    const page = await this.pageOf(folder, without);
    this.refusesReferences = true;
    const matches = (reference = ''): boolean =>
      reference === (filter.reference ?? reference) && reference.startsWith(referencePrefix ?? '');
    return { ...page, rows: page.rows.filter(({ job }) => matches(job.reference)) };
  }

  private async pageOf(folder: Folder | undefined, query: JobPageQuery): Promise<JobPage> {
    const { rows, count } = await this.read(folder, odataQuery(query));
    const order = orderOf(query.orderBy);
    const cursorOf = (row: ListedRow): string =>
      writeCursor({ ...order, id: row.Id, value: valueOf(row, order.field) });
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => ({ job: listedJobOf(row, this.base, folder), cursor: cursorOf(row) })),
      // A server may return fewer rows than requested, so only its count or an empty page marks the end.
      ...(last && (count === undefined || count > rows.length) && { next: cursorOf(last) }),
    };
  }
}

function odataQuery({ filter, unfinished, referencePrefix, orderBy, expand, top, after }: JobPageQuery): RowQuery {
  const cursor = after === undefined ? undefined : readCursor(after, orderBy);
  if (after !== undefined && !cursor) throw new TypeError(`'${after}' is not a place in a list ordered by ${orderBy}`);
  return {
    $filter: allOf([
      odataFilter(filter),
      referencePrefix === undefined ? undefined : `startswith(Reference,${quoted(referencePrefix)})`,
      unfinished === true ? unfinishedStates : undefined,
      cursor && odataAfter(cursor),
    ]),
    $orderby: odataOrder(orderBy),
    $expand: expand.length === 0 ? undefined : expand.join(','),
    $top: top,
    $count: 'true',
  };
}

/** The value in the form of a filter: a time without a zone is in UTC. */
function valueOf(row: ListedRow, field: JobOrderField): string | null {
  const value = field === 'Id' ? null : row[field];
  if (typeof value !== 'string' || value === '') return null;
  return field === 'ReleaseName' || /(Z|[+-]\d{2}:\d{2})$/.test(value) ? value : `${value}Z`;
}
