// Runs npm scripts side by side and fails if one fails. The last one writes as it goes, the others when they end.
import { spawn } from 'node:child_process';

const scripts = process.argv.slice(2);

/** Runs a script; returns whether it succeeded. */
async function run(script) {
  const begunMs = performance.now();
  const output = script === scripts.at(-1) ? 'inherit' : 'pipe';
  const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', output, output] });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (written += data));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const seconds = ((performance.now() - begunMs) / 1_000).toFixed(1);
  if (output === 'pipe') console.log(`${written}npm run ${script}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)`);
  return code === 0;
}

const passed = await Promise.all(scripts.map(run));
const failed = scripts.filter((_, index) => !passed[index]);
if (failed.length > 0) {
  console.error(`Failed: ${failed.map((script) => `npm run ${script}`).join(', ')}. What they wrote is above.`);
  process.exitCode = 1;
}
