const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `250`, `250ms`, `1.5s`, `2m`, `1h`, `1d` and `never`; undefined for any other text. */
export function milliseconds(value: unknown): number | undefined {
  if (value === 'never') return Number.POSITIVE_INFINITY;
  if (typeof value === 'number') return value >= 0 ? value : undefined;
  const [, amount, unit = 'ms'] =
    (typeof value === 'string' ? /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(value) : null) ?? [];
  return amount === undefined ? undefined : Number(amount) * (units[unit] ?? 1);
}
