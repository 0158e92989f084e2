/** Steps by name, as far as their order goes. */
export type Needs = Readonly<Record<string, { readonly needs?: readonly string[] | undefined }>>;

/** Every step that has ended before a step begins. Unknown names are left out. */
export function upstreamOf(steps: Needs, name: string): Set<string> {
  const found = new Set<string>();
  const visit = (step: string): void => {
    for (const need of steps[step]?.needs ?? []) {
      if (found.has(need) || !Object.hasOwn(steps, need)) continue;
      found.add(need);
      visit(need);
    }
  };
  visit(name);
  return found;
}

/** One cycle of needs, as the steps on it; undefined if there is none. */
export function findCycle(steps: Needs): string[] | undefined {
  const settled = new Set<string>();
  const search = (step: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(step)) return [...path.slice(path.indexOf(step)), step];
    if (settled.has(step)) return undefined;
    for (const need of steps[step]?.needs ?? []) {
      const cycle = Object.hasOwn(steps, need) ? search(need, [...path, step]) : undefined;
      if (cycle) return cycle;
    }
    settled.add(step);
    return undefined;
  };
  for (const step of Object.keys(steps)) {
    const cycle = search(step, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Steps that no other one needs. */
export function lastSteps(steps: Needs): string[] {
  const needed = new Set(Object.values(steps).flatMap(({ needs }) => needs ?? []));
  return Object.keys(steps).filter((name) => !needed.has(name));
}
