import { describe, expect, it, onTestFinished } from 'vitest';
import { infoLinkBackend } from '../../src/backends/infolink/backend.js';
import { orchestratorBackend } from '../../src/backends/orchestrator/backend.js';
import type { Backend } from '../../src/backends/backend.js';
import type { ServerIdentity } from '../../src/backends/server-identity.js';
import { credentials, infoLinkCredentials } from '../../src/simulator/index.js';
import { simulate } from '../simulator/simulator-client.js';

const scope = { full: 'OR.Jobs OR.Execution.Read OR.Folders.Read', withoutFolders: 'OR.Jobs OR.Execution.Read' };

function open(backend: Backend): Backend & { identity: ServerIdentity } {
  onTestFinished(() => backend.close());
  return backend as Backend & { identity: ServerIdentity };
}

const orchestrator = (url: string, scopes = scope.full): Backend & { identity: ServerIdentity } => {
  const { clientId, clientSecret } = credentials;
  const auth = { kind: 'clientCredentials', clientId, clientSecret, scope: scopes } as const;
  return open(orchestratorBackend({ name: 'default', url, auth }));
};

const infoLink = (url: string): Backend & { identity: ServerIdentity } => {
  const auth = { kind: 'apiKey', apiKey: infoLinkCredentials.apiKey } as const;
  return open(infoLinkBackend({ type: 'infolink', name: 'link', url, auth }));
};

const wanted = { connection: 'default', folder: { path: 'Shared' }, release: { name: 'Echo' } };

describe('a tenant of Orchestrator', () => {
  it('is recognized under another address, and not taken for another one with the same ids', async () => {
    const [own, other] = [await simulate(), await simulate({ tenantKey: 'other' })];
    const began = orchestrator(own.simulator.cloudUrl);
    const landmarks = await began.identity.landmarks();
    const target = await began.resolve(wanted);
    expect(landmarks).toHaveLength(3);
    expect(await orchestrator(own.simulator.url).identity.has(landmarks, target)).toBe(true);
    expect(await orchestrator(other.simulator.cloudUrl).identity.has(landmarks, target)).toBe(false);
  });

  it('is recognized by any of its folders when other accounts see other ones', async () => {
    const { simulator } = await simulate();
    const { identity } = orchestrator(simulator.cloudUrl);
    const [first = ''] = await identity.landmarks();
    const unseen = '00000000-0000-4000-8000-000000000000';
    expect(await identity.has([unseen, first], {})).toBe(true);
    expect(await identity.has([unseen], {})).toBe(false);
    const { folder } = await orchestrator(simulator.cloudUrl).resolve(wanted);
    expect(await identity.has([unseen], { folder })).toBe(true);
  });

  it('is recognized by the process where the account may not see folders', async () => {
    const [own, other] = [await simulate(), await simulate({ tenantKey: 'other' })];
    const began = orchestrator(own.simulator.cloudUrl, scope.withoutFolders);
    expect(await began.identity.landmarks()).toEqual([]);
    const target = await began.resolve(wanted);
    expect(await began.identity.has([], target)).toBe(true);
    const stray = orchestrator(other.simulator.cloudUrl, scope.withoutFolders);
    expect(await stray.identity.has([], target)).toBe(false);
  });

  it('is asked seldom, and again at once after a failed call', async () => {
    const { simulator } = await simulate();
    const { identity } = orchestrator(simulator.cloudUrl);
    simulator.addFault({ operation: 'Folders.list', fault: 'status', status: 500 });
    await expect(identity.has(['x'], {})).rejects.toThrow('500');
    const landmarks = await identity.landmarks();
    for (let times = 0; times < 5; times += 1) expect(await identity.has(landmarks, {})).toBe(true);
    expect(simulator.calls().filter(({ operation }) => operation?.startsWith('Folders'))).toHaveLength(2);
  });
});

describe('an installation of InfoLink', () => {
  it('is recognized by jobs that it knew', async () => {
    const [own, other] = [await simulate(), await simulate()];
    const began = infoLink(own.simulator.infoLinkUrl);
    expect(await began.identity.landmarks()).toEqual([]);
    const client = infoLink(own.simulator.infoLinkUrl);
    await client.start(
      {
        connection: 'link',
        target: { folder: { key: '7' }, release: { name: 'Echo' } },
        fields: { operation: { opName: 'RunScenario', opParams: { scenario: 'Echo', parameters: {} } }, isAsync: true },
        reference: 'rpa:1:w',
      },
      1,
      {
        deadline: AbortSignal.timeout(5_000),
        cancelled: new AbortController().signal,
        lease: () => Promise.resolve({ ended: () => false }),
      },
    );
    const landmarks = await client.identity.landmarks();
    expect(landmarks).toEqual([expect.stringMatching(/^7\/[0-9a-f-]{36}$/)]);
    expect(await infoLink(own.simulator.infoLinkUrl).identity.has(landmarks, {})).toBe(true);
    expect(await infoLink(other.simulator.infoLinkUrl).identity.has(landmarks, {})).toBe(false);
  });
});
