#!/usr/bin/env node
/** The `temporal-rpa` command. Each word loads only what it needs. */
const commands: Readonly<Record<string, { what: string; load: () => Promise<unknown> }>> = {
  worker: { what: 'serves the task queue; configured by the environment', load: () => import('../worker.js') },
  chain: { what: 'checks and draws declared chains', load: () => import('./chain.js') },
  put: { what: 'keeps a file in a destination, as an input of a job', load: () => import('./put.js') },
  simulator: {
    what: 'a simulated Orchestrator, for development and tests',
    load: () => import('../simulator/main.js'),
  },
  jobs: { what: 'lists and stops jobs of Orchestrator', load: () => import('./jobs/main.js') },
};

const usage = [
  'temporal-rpa COMMAND',
  ...Object.entries(commands).map(([name, { what }]) => `  ${name.padEnd(12)}${what}`),
  '',
].join('\n');

const name = process.argv[2] ?? '';
const command = commands[name];
if (command) {
  // The command reads its own arguments, as if it had been started by itself.
  process.argv.splice(2, 1);
  await command.load();
} else if (['', 'help', '--help', '-h'].includes(name)) {
  process.stdout.write(usage);
} else {
  const { closestName } = await import('../shared/near-names.js');
  const meant = closestName(name, Object.keys(commands));
  process.stderr.write(
    `There is no command '${name}'${meant === undefined ? '.' : `; did you mean '${meant}'?`}\n${usage}`,
  );
  process.exitCode = 1;
}
