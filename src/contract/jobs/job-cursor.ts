import type { JobOrderField } from './job-filter.js';

/** A place in an ordered list of jobs: behind the job with this id, whose order field had this value. */
export interface JobCursor {
  field: JobOrderField;
  descending: boolean;
  id: number;
  /** As the server wrote it, to all its digits; null when the job has none. Of field Id the id says it all. */
  value: string | null;
}

/** Field and direction of a valid order. */
export function orderOf(orderBy: string): Pick<JobCursor, 'field' | 'descending'> {
  const [field = '', direction] = orderBy.split(' ');
  return { field: field as JobOrderField, descending: direction === 'desc' };
}

/** A cursor as text, which names its order so that it is not used with another one. */
export function writeCursor({ field, descending, id, value }: JobCursor): string {
  return `${field} ${descending ? 'desc' : 'asc'}|${id}${value === null ? '' : `|${value}`}`;
}

const form = /^(\w+) (asc|desc)\|(\d{1,15})(?:\|(.+))?$/s;
const time = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;

/** The cursor in a text; undefined when it is none of that order. */
export function readCursor(text: string, orderBy: string): JobCursor | undefined {
  const order = orderOf(orderBy);
  const [, field, direction, id, value = null] = form.exec(text) ?? [];
  if (field !== order.field || (direction === 'desc') !== order.descending) return undefined;
  if (value !== null && field !== 'ReleaseName' && !time.test(value)) return undefined;
  return { ...order, id: Number(id), value };
}
