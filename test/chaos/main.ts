import { parseArgs } from 'node:util';
import { runChaos } from './run-chaos.js';
import { holds } from './verdict.js';

const usage = 'npm run chaos -- [--minutes 5] [--seed 1] [--percent 5 (of the calls fail)] [--json]';

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new Error(`--${name} must be a number from ${least} to ${most}, not "${text}".\n${usage}`);
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    percent: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const report = await runChaos({
  seed: number('seed', values.seed, 0, 2 ** 31),
  durationMs: number('minutes', values.minutes, 0.1, 60) * 60_000,
  percent: number('percent', values.percent, 0, 50),
  log: (line) => process.stderr.write(`${line}\n`),
});
const { broken, ...figures } = report;
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
else for (const [name, figure] of Object.entries(figures)) process.stdout.write(`${name.padEnd(24)}${figure}\n`);
for (const run of broken) process.stderr.write(`BROKEN ${JSON.stringify(run)}\n`);
process.exit(holds(report) ? 0 : 1);
