import { expect, it } from 'vitest';
import { type Case, endOf, type MatrixBackend, startMatrix } from '../exactly-once/matrix.js';
import { infoLinkCredentials } from '../../src/simulator/index.js';

const { apiKey } = infoLinkCredentials;
const echo = { status: 'error', result: { message: `No licence for ?apiKey=${apiKey}&x.` } };
const operations = ['InfoLink.getActivityLog', 'InfoLink.executeJob', 'InfoLink.getJobStatus'] as const;
const cases = operations.flatMap((operation): Case[] => [
  { name: 'an error of the server', faults: [{ operation, fault: 'status', status: 500, body: echo }] },
  { name: 'a refusal', faults: [{ operation, fault: 'status', status: 200, body: echo }] },
  { name: 'no reply', faults: [{ operation, fault: 'drop' }] },
  { name: 'a page', faults: [{ operation, fault: 'html', body: `<html>${apiKey}</html>` }] },
]);

const byKey: MatrixBackend = {
  connection: ({ infoLinkUrl }) => ({
    type: 'infolink',
    url: infoLinkUrl,
    auth: { kind: 'apiKey', apiKey: { env: 'KEY' } },
  }),
  job: ({ process }) => ({ appId: '7', scenario: process }),
  environment: { KEY: apiKey, RPA_LOG_LEVEL: 'trace' },
};

it('the API key is in no line of the log, whatever goes wrong', async () => {
  const matrix = await startMatrix(cases, byKey);
  const worker = await matrix.startWorkerProcess();
  await Promise.all(
    matrix.entries.map(async (entry) =>
      endOf(await entry.run({ deadlines: { start: '10s', pending: '3s', run: '3s' } })),
    ),
  );
  expect(worker.output()).toContain('[redacted]');
  expect(worker.output().includes(apiKey)).toBe(false);
}, 90_000);
