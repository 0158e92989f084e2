import type { Reply } from '../http/http-message.js';
import { isRecord, parseJson } from '../json.js';
import type { Fault } from './fault.js';

type Body = Record<string, unknown>;

/** A successful JSON reply as the fault wants it: other rows, or other fields in each row. Other replies stay. */
export function changedReply(reply: Reply, fault: Pick<Fault, 'rows' | 'sameRow' | 'set' | 'remove'>): Reply {
  const body = reply.status < 300 ? parseJson(reply.body.toString()) : undefined;
  if (!isRecord(body)) return reply;
  const change = (row: unknown): unknown => (isRecord(row) ? withFields(row, fault) : row);
  const changed = Array.isArray(body.value)
    ? { ...body, value: otherRows(body.value, fault).map(change) }
    : withFields(body, fault);
  return { ...reply, body: JSON.stringify(changed) };
}

/** More rows than there are repeat them, so that one job is named twice. */
function otherRows(rows: readonly unknown[], { rows: wanted, sameRow }: Pick<Fault, 'rows' | 'sameRow'>): unknown[] {
  const source = sameRow === true ? rows.slice(0, 1) : rows;
  const count = source.length === 0 ? 0 : (wanted ?? rows.length);
  return Array.from({ length: count }, (_, index) => source[index % source.length]);
}

function withFields(row: Body, { set, remove = [] }: Pick<Fault, 'set' | 'remove'>): Body {
  const kept = Object.entries(row).filter(([name]) => !remove.includes(name));
  return { ...Object.fromEntries(kept), ...set };
}
