import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import type { Tenant } from '../model/tenant.js';
import { buildTenant, Misfit } from './build-tenant.js';
import { ScenarioError } from './scenario-error.js';
import { scenarioSchema } from './scenario-schema.js';

/** The position of a field, such as `scenario.yaml:12: `, or nothing. */
type Locate = (path: readonly PropertyKey[]) => string;

/** Reads a scenario from a file, YAML or JSON, or from an object. Throws one error that names file, line and field. */
export function readScenario(source: unknown): Tenant {
  return typeof source === 'string' ? readFile(source) : check(source, () => '');
}

function readFile(file: string): Tenant {
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const [summary = ''] = fault.message.split(' at line ');
    throw new ScenarioError(`${file}:${lines.linePos(fault.pos[0]).line}: ${summary}.`);
  }
  return check(document.toJS(), (path) => `${file}:${lineOf(document, lines, path)}: `);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ScenarioError(`The scenario ${file} cannot be read: ${String(error)}`, { cause: error });
  }
}

function check(input: unknown, locate: Locate): Tenant {
  const parsed = scenarioSchema.safeParse(input);
  if (!parsed.success) {
    const { path, message } = firstIssue(parsed.error.issues);
    throw scenarioError(path, message, locate);
  }
  try {
    return buildTenant(parsed.data);
  } catch (error) {
    if (error instanceof Misfit) throw scenarioError(error.path, error.message, locate);
    throw error;
  }
}

type Issue = Pick<z.core.$ZodIssue, 'path' | 'message'>;

/** An unknown key is reported at the key itself; of a union, what is wrong with the branch that went furthest. */
function firstIssue(issues: readonly z.core.$ZodIssue[]): Issue {
  const [issue] = issues;
  if (issue === undefined) return { path: [], message: 'is not a scenario' };
  if (issue.code === 'unrecognized_keys') {
    return { path: [...issue.path, ...issue.keys.slice(0, 1)], message: 'is not a known field' };
  }
  if (issue.code !== 'invalid_union') return issue;
  const deepest = issue.errors.map((branch) => firstIssue(branch)).sort((a, b) => b.path.length - a.path.length)[0];
  return deepest === undefined || deepest.path.length === 0
    ? { path: issue.path, message: issue.errors.flat()[0]?.message ?? issue.message }
    : { path: [...issue.path, ...deepest.path], message: deepest.message };
}

function scenarioError(path: readonly PropertyKey[], message: string, locate: Locate): ScenarioError {
  const field = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return new ScenarioError(`${locate(path)}${field === '' ? 'the scenario' : field.replace(/^\./, '')}: ${message}.`);
}

/** The line of a field or, when the field is missing, of what should hold it. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
