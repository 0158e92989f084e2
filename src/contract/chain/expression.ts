import jsonata from 'jsonata';

/** A value that is an expression: `{% … %}` and nothing else, as in AWS Step Functions. */
const form = /^\s*\{%([\s\S]*)%\}\s*$/;

export const isExpression = (value: unknown): value is string => typeof value === 'string' && form.test(value);

/** The JSONata text of an expression. */
export const codeOf = (expression: string): string => form.exec(expression)?.[1]?.trim() ?? '';

/** What an expression reads: a name of its scope, and for `steps` which one; without, any of them. */
export interface Reading {
  root: string;
  step?: string;
  /** The part of the step's output, or of `result`, where only that is read. */
  part?: string;
}

/** Parses an expression; gives what it reads, or why it does not parse. */
export function parseExpression(expression: string): { reads: Reading[] } | { fault: string } {
  const code = codeOf(expression);
  if (code === '') return { fault: 'is an empty expression' };
  try {
    const reads: Reading[] = [];
    visit(jsonata(code).ast() as unknown as Node, true, reads);
    return { reads };
  } catch (error) {
    const { message, position } = error as { message?: string; position?: number };
    const where = position === undefined ? '' : ` (at character ${position} of it)`;
    return { fault: `is not a JSONata expression: ${message ?? 'it does not parse'}${where}` };
  }
}

/** All expressions within a value, with their paths. */
export function expressionsIn(value: unknown, path: readonly string[] = []): { path: string[]; expression: string }[] {
  if (isExpression(value)) return [{ path: [...path], expression: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => expressionsIn(inner, [...path, key]));
}

/** What all expressions within a value read; of one that does not parse, nothing. */
export function readingsIn(value: unknown): Reading[] {
  return expressionsIn(value).flatMap(({ expression }) => {
    const parsed = parseExpression(expression);
    return 'reads' in parsed ? parsed.reads : [];
  });
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
