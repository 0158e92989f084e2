const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Tables without what describes their columns. InfoLink itself leaves it out only where the answer waits for the end. */
export function withoutSchema(results: unknown): unknown {
  if (Array.isArray(results)) return results.map(withoutSchema);
  if (!isRecord(results)) return results;
  return Object.fromEntries(
    Object.entries(results).flatMap(([name, value]) => {
      if (name === 'schema') return [];
      return [[name, name === 'result' ? withoutSchema(value) : value]];
    }),
  );
}
