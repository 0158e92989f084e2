import { odata, type Reply } from '../http/http-message.js';
import type { Call } from './route.js';
import { applyQuery, projectRow, type QueryResult } from '../odata/apply-query.js';
import type { EntityType, Row } from '../odata/entity-type.js';
import { heededOptions, heldRows } from '../odata/list-settings.js';
import { readQueryOptions, type QueryOptions } from '../odata/query-options.js';

/** Answers a list: `@odata.count` only when asked for, and then the total and not the page. */
export function listReply(
  call: Call,
  entitySet: string,
  entity: EntityType,
  rows: readonly Row[],
  finish: (row: Row) => Row = (row) => row,
): Reply {
  const { lists, calls } = call.simulation;
  const asked = readQueryOptions(call.request.query);
  const options = heededOptions(asked, lists);
  const result = applyQuery(heldRows(rows, lists.order, calls.count()), options, entity);
  return odata(200, {
    '@odata.context': context(call, entitySet),
    ...(options.count ? { '@odata.count': result.total } : {}),
    value: result.rows.map((row) => projectRow(finish(row), entity, options)),
    ...nextLink(call, asked, result),
  });
}

/** Where a page goes on that the server has made shorter than asked for. */
function nextLink({ simulation, request }: Call, { top, skip }: QueryOptions, { rows, total }: QueryResult): object {
  const next = skip + rows.length;
  const isCut = next < Math.min(total, top === undefined ? total : skip + top);
  if (!simulation.lists.nextLink || !isCut) return {};
  const others = [...request.query].filter(([name]) => !['$skip', '$top'].includes(name.toLowerCase()));
  const left: [string, string][] = top === undefined ? [] : [['$top', String(top - rows.length)]];
  const query = new URLSearchParams([...others, ...left, ['$skip', String(next)]]);
  return { '@odata.nextLink': `${simulation.url}${request.path}?${query.toString()}` };
}

/** Answers with one entity, under its $select and $expand. */
export function entityReply(call: Call, entitySet: string, entity: EntityType, row: Row): Reply {
  const options = readQueryOptions(call.request.query);
  return odata(200, {
    '@odata.context': `${context(call, entitySet)}/$entity`,
    ...projectRow(row, entity, options),
  });
}

export function context({ baseUrl }: Call, entitySet: string): string {
  return `${baseUrl}/odata/$metadata#${entitySet}`;
}
