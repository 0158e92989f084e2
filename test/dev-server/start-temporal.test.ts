import { Connection } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startTemporal } from '../../src/dev-server/index.js';
import { findFreePorts } from '../../src/dev-server/free-ports.js';

const environment = { ...process.env, TEMPORAL_ADDRESS: undefined };

describe('startTemporal', () => {
  it('starts a server that answers for its namespace and search attributes, shows its UI, and really ends', async () => {
    const server = await startTemporal({ environment, searchAttributes: { RpaFolder: 'Keyword' } });
    const connection = await Connection.connect({ address: server.address });
    const described = await connection.workflowService.describeNamespace({ namespace: server.namespace });
    expect(described.namespaceInfo?.name).toBe('default');
    const attributes = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(attributes.customAttributes)).toContain('RpaFolder');
    await connection.close();

    const page = await fetch(server.uiUrl ?? '');
    expect(page.status).toBe(200);

    await server.stop();
    await server.stop();
    await sleep(50);
    expect(isAlive(server.pid ?? 0)).toBe(false);
    await expect(Connection.connect({ address: server.address, connectTimeout: 300 })).rejects.toThrow();
  });

  it('refuses a port on which something listens already', async () => {
    const server = await startTemporal({ environment, uiPort: false });
    const port = Number(server.address.split(':')[1]);
    await expect(startTemporal({ environment, port, uiPort: false })).rejects.toThrow(
      `port ${port} of 127.0.0.1 is taken`,
    );
    await server.stop();
  });

  it('says what the server said when it cannot start', async () => {
    const started = startTemporal({ environment, uiPort: false, searchAttributes: { RpaFolder: 'Colour' } });
    await expect(started).rejects.toThrow(/did not start: exit code 1\n[^]*Colour/);
  });

  it('uses the server that TEMPORAL_ADDRESS names, and does not end it', async () => {
    const server = await startTemporal({ environment, uiPort: false });
    const used = await startTemporal({
      environment: { ...environment, TEMPORAL_ADDRESS: server.address, TEMPORAL_UI_URL: 'http://ui.example' },
    });
    expect(used).toMatchObject({ address: server.address, namespace: 'default', uiUrl: 'http://ui.example' });
    expect(used.binary).toBeUndefined();
    await used.stop();
    expect(isAlive(server.pid ?? 0)).toBe(true);
    await server.stop();
  });

  it('names TEMPORAL_ADDRESS when nothing answers there', async () => {
    const [port] = await findFreePorts(1);
    const address = `127.0.0.1:${String(port)}`;
    await expect(startTemporal({ environment: { ...environment, TEMPORAL_ADDRESS: address } })).rejects.toThrow(
      `TEMPORAL_ADDRESS names ${address}, which does not answer`,
    );
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
