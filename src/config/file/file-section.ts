import { isAlias, isMap, isScalar, type Document, type LineCounter, type Node, type Pair, type YAMLMap } from 'yaml';
import { closestName } from '../../shared/near-names.js';
import type { Faults, Given, Origin } from '../faults.js';

export interface FileContext {
  path: string;
  document: Document;
  lines: LineCounter;
  faults: Faults;
}

/** One mapping of the YAML file. It knows which keys were asked for, so that `close` can name those that nobody knows. */
export class FileSection {
  private readonly asked = new Set<string>();

  constructor(
    private readonly context: FileContext,
    private readonly map: YAMLMap,
    /** Path of this mapping, empty at the top. */
    readonly path: string,
  ) {}

  get origin(): Origin {
    return { option: this.path, place: this.place(undefined) };
  }

  /** A text or number, as it was written. */
  text(key: string): Given<string> | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    const origin = this.originOf(key, node);
    if (isScalar(node) && node.value !== null) {
      const value = typeof node.value === 'string' ? node.value : node.source;
      if (value !== undefined && value !== '') return { value, origin };
    }
    this.context.faults.add(origin, 'is not a text', 'Write one value after the colon, or remove the key.');
    return { value: undefined, origin };
  }

  section(key: string): FileSection | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    const origin = this.originOf(key, node);
    if (isMap(node)) return new FileSection(this.context, node, origin.option);
    this.context.faults.add(origin, 'is not a mapping', 'Write its keys below it, indented, or remove it.');
    return undefined;
  }

  /** The node of a key as it stands, aliases followed. */
  node(key: string): Node | undefined {
    this.asked.add(key);
    const node = this.map.items.find((pair) => nameOf(pair) === key)?.value as Node | undefined;
    return isAlias(node) ? (node.resolve(this.context.document) ?? node) : node;
  }

  keys(): string[] {
    return this.map.items.map(nameOf);
  }

  originOf(key: string, node?: Node): Origin {
    return { option: this.path === '' ? key : `${this.path}.${key}`, place: this.place(node) };
  }

  /** Reports the keys that were not asked for, with the known key that each may have meant. */
  close(): void {
    for (const pair of this.map.items) {
      const name = nameOf(pair);
      if (this.asked.has(name)) continue;
      const meant = closestName(name, [...this.asked]);
      const remedy = meant === undefined ? `Known here: ${[...this.asked].join(', ')}.` : `Did you mean '${meant}'?`;
      this.context.faults.add(this.originOf(name, pair.key as Node), 'is not known', remedy);
    }
  }

  private place(node: Node | undefined): string {
    const offset = (node ?? this.map).range?.[0] ?? 0;
    const { line, col } = this.context.lines.linePos(offset);
    return `${this.context.path}:${line}:${col}`;
  }
}

function nameOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : '';
}
