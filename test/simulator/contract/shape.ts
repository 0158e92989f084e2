type Json = Readonly<Record<string, unknown>>;

/**
 * What a reply lacks beside a recorded one, one line each: a field, or a field of another type. A null on either
 * side fits any type. Of lists the first items are compared; further fields of the reply are no fault.
 */
export function missing(recorded: unknown, reply: unknown, place = ''): string[] {
  if (recorded === null || reply === null) return [];
  if (Array.isArray(recorded)) {
    if (!Array.isArray(reply)) return [`${place} is no list`];
    return recorded.length === 0 || reply.length === 0 ? [] : missing(recorded[0], reply[0], `${place}/*`);
  }
  if (typeof recorded !== typeof reply) return [`${place} is of type ${typeof reply}, not ${typeof recorded}`];
  if (typeof recorded !== 'object') return [];
  return Object.entries(recorded as Json).flatMap(([name, value]) =>
    name in (reply as Json)
      ? missing(value, (reply as Json)[name], `${place}/${name}`)
      : [`${place}/${name} is missing`],
  );
}
