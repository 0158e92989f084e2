/** Longest wait that a reply may ask for; beyond it, asking again does no harm. */
const longestMs = 15 * 60_000;

/** Milliseconds of a `Retry-After` header: delta-seconds or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfterOf(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  if (Number.isNaN(waitMs)) return undefined;
  return Math.min(longestMs, Math.max(0, waitMs));
}
