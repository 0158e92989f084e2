/**
 * A time as the API writes it, in UTC with seven digits. The clock has three; `salt` (a job's id) gives
 * the rest, the same for all times of one job, so that their order stays.
 */
export function timestamp(milliseconds: number, salt = 0): string {
  const digits = String((salt * 7919 + 1234) % 10_000).padStart(4, '0');
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${digits}Z`;
}

export function optionalTimestamp(milliseconds: number | null, salt = 0): string | null {
  return milliseconds === null ? null : timestamp(milliseconds, salt);
}
