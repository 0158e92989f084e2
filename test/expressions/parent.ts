import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEvaluator } from '../../src/expressions/index.js';

/** A process that evaluates; it tells the ids of its children: an idle one, and one that is busy with its argument. */
const evaluator = createEvaluator();
const evaluate = (expression: string): Promise<unknown> =>
  evaluator.evaluate({ scope: '{}', nowMs: 0, requests: [{ expressions: [expression] }] });

await Promise.all([evaluate('{% 1 %}'), evaluate('{% 2 %}')]);
void evaluate(process.argv[2] ?? '');
await sleep(200);
const children = execFileSync('pgrep', ['--parent', String(process.pid), '--full', 'child']).toString();
process.send?.(children.trim().split('\n').map(Number));
