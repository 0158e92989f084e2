import type { Origin } from './faults.js';
import type { Alternative, Option } from '../shared/settings/options-of.js';

export type Path = readonly string[];
type Tree = Record<string, unknown>;

/** A configuration before it is checked; remembers where each part comes from. */
export class Draft {
  private readonly origins = new Map<string, Pick<Origin, 'variable' | 'place'>>();
  private readonly keyPlaces = new Map<string, string>();
  private readonly refused = new Set<string>();

  constructor(readonly value: Tree = {}) {}

  get(path: Path): unknown {
    return path.reduce<unknown>(
      (held, key) => (isTree(held) && Object.hasOwn(held, key) ? held[key] : undefined),
      this.value,
    );
  }

  /** Sets a value and creates the mappings above it; false if something other than a mapping is in the way. */
  set(path: Path, value: unknown, origin?: Pick<Origin, 'variable' | 'place'>): boolean {
    let tree = this.value;
    for (const key of path.slice(0, -1)) {
      if (tree[key] === undefined) tree[key] = {};
      const next = tree[key];
      if (!isTree(next)) return false;
      tree = next;
    }
    tree[path.at(-1) ?? ''] = value;
    if (origin) this.origins.set(idOf(path), origin);
    else this.origins.delete(idOf(path));
    return true;
  }

  /** Records the position of a key and its value in a file. */
  locate(path: Path, place: string, keyPlace?: string): void {
    this.origins.set(idOf(path), { place });
    if (keyPlace !== undefined) this.keyPlaces.set(idOf(path), keyPlace);
  }

  /** Marks a value that cannot be read or used. A fault reports it already, so no other fault needs to. */
  refuse(path: Path): void {
    this.set(path, null, this.origins.get(idOf(path)));
    this.refused.add(idOf(path));
  }

  isRefused(path: Path): boolean {
    return path.some((_, index) => this.refused.has(idOf(path.slice(0, index + 1))));
  }

  originOf(path: Path): Origin {
    return { option: path.join('.'), ...this.origins.get(idOf(path)) };
  }

  /** For an unknown key. */
  originOfKey(path: Path): Origin {
    const place = this.keyPlaces.get(idOf(path));
    return { option: path.join('.'), ...(place !== undefined && { place }) };
  }

  /** The paths at which an option is set, within the alternatives that it belongs to. */
  pathsOf({ path, alternatives }: Option): Path[] {
    return this.expand(path).filter(
      (found) => this.get(found) !== undefined && alternatives.every((one) => this.chose(one, found)),
    );
  }

  /** Whether the configuration has chosen that alternative; `found` names what stands for each `*`. */
  chose({ path, name, usual }: Alternative, found: Path): boolean {
    const chosen = this.get(path.map((key, index) => (key === '*' ? (found[index] ?? key) : key)));
    return chosen === undefined ? usual : chosen === name;
  }

  private expand(path: Path): Path[] {
    return path.reduce<Path[]>(
      (paths, key) =>
        key === '*'
          ? paths.flatMap((above) => {
              const held = this.get(above);
              return isTree(held) ? Object.keys(held).map((name) => [...above, name]) : [];
            })
          : paths.map((above) => [...above, key]),
      [[]],
    );
  }
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const idOf = (path: Path): string => JSON.stringify(path);
