import type { TemporalServer } from '../dev-server/index.js';

/** What to try while the demo stays up. */
export function describeKeptDemo(temporal: TemporalServer, taskQueue: string, simulatorUrl: string): string {
  const { address, binary } = temporal;
  const command = binary === undefined || binary.route === 'PATH' ? 'temporal' : binary.path;
  const at = address === '127.0.0.1:7233' ? '' : ` --address ${address}`;
  const example = JSON.stringify({ job: { folder: 'Shared', process: 'Slow' } });
  return [
    '',
    'Start more runs, for example one that you cancel in the UI while its robot works:',
    `  ${command} workflow start${at} --type runJob --task-queue ${taskQueue} --input '${example}'`,
    `The simulator's jobs: ${simulatorUrl}/_sim/jobs`,
    'Ctrl-C ends everything.',
  ].join('\n');
}
