import ms from 'ms';

/** A duration as Temporal takes it: a number and a unit, for example `90s`, `15 minutes`, `2h`, `3d`. */
export type Duration = string;

const form = /^\d+(\.\d+)?\s*[a-zA-Z]+$/;

/** What a duration must look like, for messages. */
export const durationForm = "a duration with its unit, such as '30s', '15m', '2h' or '3d'";

/** Milliseconds of a duration; undefined when the text is not one. */
export function parseDuration(text: string): number | undefined {
  if (!form.test(text)) return undefined;
  const milliseconds = (ms as (value: string) => number | undefined)(text);
  return milliseconds !== undefined && Number.isFinite(milliseconds) ? milliseconds : undefined;
}

/** Milliseconds of a duration that was validated before. */
export function toMilliseconds(duration: Duration): number {
  const milliseconds = parseDuration(duration);
  if (milliseconds === undefined) throw new TypeError(`'${duration}' is not ${durationForm}`);
  return milliseconds;
}
