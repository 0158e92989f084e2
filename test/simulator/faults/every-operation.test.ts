import { operationNames } from '../../../src/simulator/operation-names.js';
import { expect, test } from 'vitest';
import { identityRoutes } from '../../../src/simulator/operations/identity/routes.js';
import { blobRoutes } from '../../../src/simulator/operations/blobs/routes.js';
import { infoLinkRoutes } from '../../../src/simulator/operations/infolink/routes.js';
import { orchestratorRoutes } from '../../../src/simulator/operations/orchestrator-routes.js';
import { simulate } from '../simulator-client.js';

const routes = [...identityRoutes, ...orchestratorRoutes, ...blobRoutes, ...infoLinkRoutes];
const guid = '22222222-bbbb-4bbb-8bbb-000000000101';

test('a fault strikes every call of every operation, and its effect when it is to come after', async () => {
  const { send, simulator } = await simulate();
  for (const { operation = '*', method, path } of routes) {
    simulator.addFault({ operation, fault: 'status', status: 503 });
    simulator.addFault({ operation, fault: 'status', status: 504, when: 'after' });
    const address = path.replace('{id}', '1').replace('{guid}', guid).replace('{token}', 'x');
    const statuses = [(await send(method, address)).status, (await send(method, address)).status];
    expect([method, path, ...statuses]).toEqual([method, path, 503, 504]);
  }
  expect(simulator.faults()).toEqual([]);
});

test('every operation has a call', () => {
  expect(new Set(routes.map(({ operation }) => operation))).toEqual(new Set(operationNames));
});
