import { odata, type Reply } from '../http/http-message.js';
import type { Call } from './route.js';
import { applyQuery, projectRow } from '../odata/apply-query.js';
import type { EntityType, Row } from '../odata/entity-type.js';
import { readQueryOptions } from '../odata/query-options.js';

/** Answers a list: `@odata.count` only when asked for, and then the total and not the page. */
export function listReply(
  call: Call,
  entitySet: string,
  entity: EntityType,
  rows: readonly Row[],
  finish: (row: Row) => Row = (row) => row,
): Reply {
  const options = readQueryOptions(call.request.query);
  const result = applyQuery(rows, options, entity);
  return odata(200, {
    '@odata.context': context(call, entitySet),
    ...(options.count ? { '@odata.count': result.total } : {}),
    value: result.rows.map((row) => projectRow(finish(row), entity, options)),
  });
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
