/** The given keys of an object, those that it has. */
export function pick<T extends object, K extends keyof T>(given: T, keys: readonly K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(keys.filter((key) => key in given).map((key) => [key, given[key]])) as Partial<Pick<T, K>>;
}
