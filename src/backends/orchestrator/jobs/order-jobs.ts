import { type JobCursor, orderOf } from '../../../contract/jobs/job-cursor.js';
import { quoted } from '../odata.js';

/** `$orderby` with the Id behind the field, so that no two jobs have the same place. */
export function odataOrder(orderBy: string): string {
  const { field, descending } = orderOf(orderBy);
  const direction = descending ? 'desc' : 'asc';
  return field === 'Id' ? `Id ${direction}` : `${field} ${direction},Id ${direction}`;
}

/**
 * The jobs behind a place. A condition instead of `$skip`: jobs that come or go meanwhile shift no others across
 * the border of a page. Jobs without a value stand first, as in the server's database.
 */
export function odataAfter({ field, descending, id, value }: JobCursor): string {
  const [beyond, idBeyond] = descending ? ['lt', `Id lt ${id}`] : ['gt', `Id gt ${id}`];
  if (field === 'Id') return idBeyond;
  if (value === null) return descending ? `${field} eq null and ${idBeyond}` : `(${field} ne null or ${idBeyond})`;
  const literal = field === 'ReleaseName' ? quoted(value) : value;
  const valueless = descending ? ` or ${field} eq null` : '';
  return `(${field} ${beyond} ${literal}${valueless} or (${field} eq ${literal} and ${idBeyond}))`;
}
