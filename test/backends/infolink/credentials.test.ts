import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BackendError } from '../../../src/backends/backend-error.js';
import { classifyFailure } from '../../../src/backends/failure-table.js';
import type { InfoLinkAuth } from '../../../src/backends/infolink/settings.js';
import { serve } from '../../http-server.js';
import { simulate } from '../../simulator/simulator-client.js';
import { auths, connect, order } from './connect.js';

const jobId = '0f3e9d2c-5a41-4a6e-9d53-6a1f2a9b7c10';
const kinds = Object.entries(auths);
const halfHourMs = 1_800_000;

afterEach(() => void vi.useRealTimers());

const errorOf = (call: Promise<unknown>): Promise<BackendError> =>
  call.then(
    () => Promise.reject(new Error('the call was successful')),
    (error: unknown) => error as BackendError,
  );

describe('credentials of InfoLink', () => {
  it.each(kinds)('%s: calls go on for hours, though tokens live for 1,800 s', async (kind, auth) => {
    const { simulator, clock } = await simulate();
    const client = connect(simulator.infoLinkUrl, auth);
    const began = Date.now();
    for (let hours = 0; hours < 3; hours += 1) {
      vi.useFakeTimers({ now: began + hours * 2 * halfHourMs, toFake: ['Date'] });
      await client.authenticate();
      clock.advance(halfHourMs - 30_000);
      vi.setSystemTime(Date.now() + halfHourMs - 30_000);
      await client.authenticate();
      clock.advance(halfHourMs + 30_000);
    }
    const calls = simulator.calls().map(({ operation }) => operation);
    const tokens = calls.filter((operation) => operation === 'InfoLink.token').length;
    expect(tokens).toBe(kind === 'apiKey' ? 0 : 6);
    expect(calls).toHaveLength(tokens + 6);
  });

  it.each(kinds.slice(1))(
    '%s: a token that ended before its time is replaced; a start says so instead of being sent again',
    async (_kind, auth) => {
      const { simulator, clock } = await simulate();
      const client = connect(simulator.infoLinkUrl, auth);
      for (const errorStatus of [false, true]) {
        simulator.setInfoLink({ errorStatus });
        await client.authenticate();
        clock.advance(halfHourMs);
        await client.authenticate();
        clock.advance(halfHourMs);
        const start = (): Promise<string> => client.executeJob(order('Echo', `${jobId}-${String(errorStatus)}`));
        expect((await errorOf(start())).fields.tokenRenewed).toBe(true);
        await start();
      }
      expect(simulator.infoLinkJobs()).toHaveLength(2);
    },
  );

  it('a start whose token was refused in words is not sent again: its job may exist', async () => {
    const { simulator } = await simulate();
    const client = connect(simulator.infoLinkUrl, auths.clientCredentials);
    const body = { status: 'error', result: { message: 'The access token has expired.' } };
    simulator.addFault({ operation: 'InfoLink.executeJob', fault: 'status', status: 200, body, when: 'after' });
    expect((await errorOf(client.executeJob(order('Echo', jobId)))).fields.tokenRenewed).toBe(true);
    expect(simulator.infoLinkJobs()).toHaveLength(1);
  });

  it.each<[string, InfoLinkAuth]>([
    ['API key', { kind: 'apiKey', apiKey: 'wrong-key' }],
    ['client secret', { ...auths.clientCredentials, clientSecret: 'wrong-secret' } as InfoLinkAuth],
    ['password', { ...auths.password, password: 'wrong-password' } as InfoLinkAuth],
  ])('a wrong %s is refused at once, and shown nowhere', async (_name, auth) => {
    for (const errorStatus of [false, true]) {
      const { simulator } = await simulate();
      simulator.setInfoLink({ errorStatus });
      const client = connect(simulator.infoLinkUrl, auth);
      for (const call of [() => client.authenticate(), () => client.executeJob(order('Echo', jobId))]) {
        const error = await errorOf(call());
        expect(classifyFailure(error, 'prepare')).toMatchObject({ type: 'AuthenticationFailed', retryable: false });
        expect(JSON.stringify({ ...error.fields, message: error.message, stack: error.stack })).not.toContain('wrong-');
      }
    }
  });

  it.each(['a secret/key + more', "it's*(me)!", 'x'])(
    'the API key "%s" is in no error, whatever fails',
    async (apiKey) => {
      const server = await serve(
        ({ path, body }, count) =>
          [
            { status: 400, body: { status: 'error', result: { message: `no: ${path} ${body}` } } },
            { body: { status: 'error', result: { message: `no: ${path} ${body}` } } },
            { status: 302, headers: { location: `https://other.example${path}` } },
            { body: `<html>${path}</html>` },
            { cut: 'before' as const },
          ][(count - 1) % 5] ?? {},
      );
      const client = connect(server.url, { kind: 'apiKey', apiKey });
      for (let count = 0; count < 10; count += 1) {
        const error = await errorOf(
          count < 5 ? client.getJobStatus('7', jobId) : client.executeJob(order('Echo', jobId)),
        );
        const all = JSON.stringify({ ...error.fields, message: error.message, cause: error.cause });
        if (apiKey.length > 3) expect(all).not.toMatch(/secret(\/|%2F|\\\/)key|it's|it%27s|%28me|\(me/);
        expect(error.fields.url).not.toContain('apiKey');
      }
      expect(new URL(server.seen[0]?.path ?? '', server.url).searchParams.get('apiKey')).toBe(apiKey);
    },
  );
});
