/** Longest wait that a reply may request; after that, asking again does no harm. */
const longestMs = 15 * 60_000;

/** The wait that a reply requests, limited, in milliseconds; undefined if it is not a time. */
export function boundedWait(waitMs: number): number | undefined {
  return Number.isNaN(waitMs) ? undefined : Math.min(longestMs, Math.max(0, waitMs));
}

/** Milliseconds of a `Retry-After` header: delta-seconds or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfterOf(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  return boundedWait(Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000);
}
