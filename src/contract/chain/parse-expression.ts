import jsonata from 'jsonata';
import { cut } from '../../shared/cut.js';
import { limits } from '../limits.js';
import { codeOf } from './expression.js';
import type { Reading } from './readings.js';

/** Parses an expression; gives what it reads, or why it does not parse. */
export function parseExpression(expression: string): { reads: Reading[] } | { fault: string } {
  const code = codeOf(expression);
  if (code === '') return { fault: 'is an empty expression' };
  if (code.length > limits.expressionCharacters)
    return { fault: `is an expression of ${code.length} characters; at most ${limits.expressionCharacters}` };
  try {
    const reads: Reading[] = [];
    visit(jsonata(code).ast() as unknown as Node, true, reads);
    return { reads: [...new Map(reads.map((read) => [JSON.stringify(read), read])).values()] };
  } catch (error) {
    const { message, position } = error as { message?: string; position?: number };
    const where = position === undefined ? '' : ` (at character ${position} of it)`;
    return { fault: `is not a JSONata expression: ${cut(message ?? 'it does not parse', 300)}${where}` };
  }
}

/** A node of JSONata's syntax tree (2.2), as far as it is looked at. */
interface Node {
  type: string;
  value?: unknown;
  steps?: Node[];
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Collects what is read from the root: by a name where the context is the root, and by `$$` everywhere. */
function visit(node: Node, atRoot: boolean, reads: Reading[]): void {
  const context = atRoot && node.type === 'variable' && node.value === '';
  if (node.type === 'path') {
    const [first, ...rest] = node.steps ?? [];
    if (!first) return;
    const viaVariable = isRoot(first, atRoot);
    if (viaVariable || (atRoot && first.type === 'name')) {
      const [root, next, ...further] = viaVariable ? rest : [first, ...rest];
      if (root?.type === 'name') {
        reads.push(readingOf(String(root.value), next ? [next, ...further] : []));
      } else reads.push({ root: 'steps' });
      inner(first, false, reads);
    } else visit(first, atRoot, reads);
    for (const step of rest) visit(step, false, reads);
    inner({ ...node, steps: [] }, false, reads);
    return;
  }
  if (context || isRoot(node, atRoot)) reads.push({ root: 'steps' });
  inner(node, atRoot, reads);
}

function readingOf(root: string, [first, ...rest]: Node[]): Reading {
  const nameOf = (node: Node | undefined): string | undefined =>
    node?.type === 'name' ? String(node.value) : undefined;
  const step = root === 'steps' ? nameOf(first) : undefined;
  const part = nameOf(
    root === 'result' ? first : step !== undefined && nameOf(rest[0]) === 'output' ? rest[1] : undefined,
  );
  return { root, ...(step !== undefined && { step }), ...(part !== undefined && { part }) };
}

const isRoot = (node: Node, atRoot: boolean): boolean =>
  node.type === 'variable' && (node.value === '$' || (atRoot && node.value === ''));

/** Parts that are evaluated for each value of what stands before them. */
const withinValues: readonly string[] = ['predicate', 'stages', 'group', 'terms'];

function inner(node: Node, atRoot: boolean, reads: Reading[]): void {
  for (const [key, value] of Object.entries(node)) {
    if (key === 'ancestor' || key === 'slot' || key === 'seekingParent') continue;
    const same = atRoot && node.type !== 'transform' && !withinValues.includes(key);
    for (const child of nodesIn(value)) visit(child, same, reads);
  }
}

/** Nodes directly below: also in lists, in pairs of an object, and in wrappers such as a filter's. */
function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (!isNode(value)) {
    if (typeof value !== 'object' || value === null) return [];
    return Object.values(value).flatMap(nodesIn);
  }
  return [value];
}
