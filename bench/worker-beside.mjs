import { Client, Connection } from '@temporalio/client';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTemporal } from '../dist/dev-server/index.js';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * A worker in a process of its own, with a Temporal server and a back end from a file of this folder, which tells its
 * address to its parent. `stop` ends all of them.
 */
export async function workerBeside(backEnd, environment) {
  const folder = mkdtempSync(join(tmpdir(), 'temporal-rpa-bench-'));
  const temporal = await startTemporal({ uiPort: false });
  const server = fork(path(backEnd));
  const [{ url }] = await once(server, 'message');
  const worker = spawn(process.execPath, [path('../dist/worker.js')], {
    env: {
      PATH: process.env.PATH,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      RPA_HEALTH_ADDRESS: 'off',
      RPA_DATA_FOLDER: folder,
      UIPATH_URL: url,
      ...environment,
    },
    stdio: 'inherit',
  });
  const connection = await Connection.connect({ address: temporal.address });
  const { workflow } = new Client({ connection, namespace: temporal.namespace });
  return {
    folder,
    url,
    server,
    worker,
    workflow,
    stop: async () => {
      const exited = once(worker, 'exit');
      worker.kill('SIGTERM');
      await exited;
      server.kill();
      await connection.close();
      await temporal.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
