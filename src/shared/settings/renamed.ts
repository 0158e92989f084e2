/** A value with other names for some of its keys, and without those that are undefined. */
export type Renamed<T, Names> = {
  [K in keyof T as K extends keyof Names ? Names[K] & string : K]: Exclude<T[K], undefined>;
};

/** For `transform` of a schema: turns what a file says into settings, which have units in their names. */
export function renamed<const Names extends Record<string, string>>(
  names: Names,
): <T extends object>(value: T) => Renamed<T, Names> {
  return <T extends object>(value: T) =>
    Object.fromEntries(
      Object.entries(value).flatMap(([key, held]) =>
        held === undefined ? [] : [[names[key] ?? key, held as unknown]],
      ),
    ) as Renamed<T, Names>;
}
