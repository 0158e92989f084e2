import { WorkflowFailedError } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { encodings } from '../encodings.js';
import { type GivenReply, serve } from '../http-server.js';
import { rawHistory } from '../integration/raw-history.js';
import type { TestConnection } from '../../src/testing/index.js';
import { startStackHere } from '../integration/stack.js';
import { startWorkerProcess } from './worker-process.js';

const secret = 'k3y & "more" <of>\\it/0123456789';
const token = 'issued.token-0123456789/abc+def==';
const unknown = 'never-seen-as-a-token';

const secrets = { secret, token, unknown };
/** Everything that must not be found, each in all its forms. */
const forms = Object.values(secrets).flatMap((text) => Object.values(encodings).map((encode) => encode(text)));
const known = [secret, token].flatMap((text) => Object.values(encodings).map((encode) => encode(text)));
/** A server that quotes all it knows. */
const echo = known.join(' | ');
const page = `<html><title>${echo}</title>${echo}</html>`;
const issued = { body: { access_token: token, expires_in: 3600 } };

/** Of an identity service, then of the API behind it. What a token endpoint says may hold a token that nobody knows. */
const faults: Record<string, { identity: GivenReply; api?: GivenReply }> = {
  'token under another name': { identity: { body: { accessToken: unknown, echo } } },
  'token as a text': { identity: { body: unknown } },
  'token in cut JSON': { identity: { body: `{"access_token":"${unknown}","expires` } },
  'token of another type': { identity: { body: { access_token: { value: unknown } } } },
  'token in a page': { identity: { body: `<title>${unknown}</title>${page}` } },
  'token in a redirect': {
    identity: { status: 302, headers: { location: `https://x.example/${unknown}#${unknown}` } },
  },
  'sign-in refused': { identity: { status: 400, body: { error: 'invalid_client', error_description: echo } } },
  'sign-in refused in words': { identity: { status: 401, body: { error: unknown, message: echo } } },
  'sign-in fails': { identity: { status: 503, body: { message: `${unknown} ${echo}` } } },
  'call refused': { identity: issued, api: { status: 400, body: { message: echo, errorCode: 1 } } },
  'call not authorized': { identity: issued, api: { status: 401, body: { message: echo } } },
  'call fails': { identity: issued, api: { status: 500, body: echo } },
  'call answered by a page': { identity: issued, api: { body: page } },
  'call answered by odd JSON': { identity: issued, api: { body: { echo } } },
  'call redirected': { identity: issued, api: { status: 302, headers: { location: `https://x.example/?t=${token}` } } },
};

it('no secret is in a log, a history or a failure, whatever a server says about it', async () => {
  const names = Object.keys(faults);
  const server = await serve(({ path }) => {
    const fault = faults[names[Number(path.split('/')[1])] ?? ''];
    const reply = path.includes('/connect/token') ? fault?.identity : fault?.api;
    return reply ?? { status: 404, body: {} };
  });
  const connectionOf = (at: number): TestConnection => ({
    url: `${server.url}/${at}`,
    auth: {
      kind: 'clientCredentials',
      clientId: 'an-id',
      clientSecret: { env: 'SECRET' },
      identityUrl: `${server.url}/${at}/identity`,
    },
  });
  const stack = await startStackHere({
    connections: Object.fromEntries(names.map((_, at) => [`c${at}`, connectionOf(at)])),
    environment: { SECRET: secret },
    worker: false,
  });
  const worker = startWorkerProcess({ ...stack.environment, RPA_LOG_LEVEL: 'trace' });
  await worker.runs();
  const places = await Promise.all(
    names.map(async (name, at) => {
      const job = { folder: 'Shared', process: 'Echo' };
      const input = { connection: `c${at}`, job, deadlines: { start: '3s' } };
      const { taskQueue } = stack;
      const options = { taskQueue, workflowId: `secrets-${randomUUID()}`, args: [input] };
      const run = await stack.client.workflow.start('runJob', options);
      const failure: unknown = await run.result().catch((error: unknown) => error);
      expect(failure, name).toBeInstanceOf(WorkflowFailedError);
      return [name, JSON.stringify(failure), (await rawHistory(run)).text];
    }),
  );
  expect(places.flat().join('')).toContain('[redacted]');
  for (const form of forms) {
    for (const [name, ...texts] of places) expect(texts.join('\n').includes(form), `${name}: ${form}`).toBe(false);
    expect(worker.output().includes(form), `log: ${form}`).toBe(false);
  }
});
