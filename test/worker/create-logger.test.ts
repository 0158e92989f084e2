import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { defineConfiguration, type ConfigurationDefinition } from '../../src/config/index.js';
import { createLogger } from '../../src/worker/create-logger.js';

const secret = 's3cret-value';

/** A configuration with a secret wherever there can be one. */
const definition: ConfigurationDefinition = {
  connections: {
    app: {
      url: 'https://a.example',
      auth: { kind: 'clientCredentials', clientId: 'an-id', clientSecret: secret },
      proxyUrl: `http://user:${secret}@proxy.example`,
    },
    token: { url: 'https://a.example', auth: { kind: 'accessToken', accessToken: secret } },
    user: { url: 'https://a.example', auth: { kind: 'password', username: 'a-user', password: secret } },
    key: { url: 'https://a.example', auth: { kind: 'userKey', clientId: 'an-id', refreshToken: secret } },
    link: { type: 'infolink', url: 'https://a.example', auth: { kind: 'apiKey', apiKey: secret } },
  },
  destinations: { archive: { type: 's3', bucket: 'rpa', accessKeyId: 'an-id', secretAccessKey: secret } },
};

function linesOf(...logged: object[]): string {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => lines.push(line) });
  for (const one of logged) logger.info(one, 'logged by mistake');
  return lines.join('');
}

it('hides every secret of a configuration, also when it is logged as a whole', () => {
  const configuration = defineConfiguration(definition);
  const { archive } = configuration.destinations;
  const lines = linesOf({ configuration }, configuration, { settings: archive }, { ...archive });
  expect(lines).toContain('an-id');
  expect(lines).toContain('[redacted]');
  expect(lines).not.toContain(secret);
});

it('hides the key of a bucket and the headers of a request', () => {
  expect(linesOf({ secretAccessKey: secret }, { headers: { authorization: secret } })).not.toContain(secret);
});

it('says of a failure its type and message, and where it came from only if nobody expected it', () => {
  const expected = ApplicationFailure.create({
    type: 'ReleaseNotFound',
    message: 'No process Ecco',
    details: [secret],
  });
  expect(linesOf({ error: expected })).toContain('"error":{"type":"ReleaseNotFound","message":"No process Ecco"}');
  const lines = linesOf({ error: new TypeError('odd', { cause: expected }) });
  expect(lines).toMatch(/"error":\{"type":"TypeError","message":"odd","stack":"TypeError: odd.*"cause":\{"type":"Rel/);
});

it('writes nothing that hangs on an error besides its text', () => {
  const error = Object.assign(new Error('Invalid URL'), { input: `https://blob.example/?sig=${secret}` });
  expect(linesOf({ error })).not.toContain(secret);
});

it('cuts long texts and lists, so that no answer and no input fills the disk', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => lines.push(line) });
  const long = 'x'.repeat(3_000_000);
  const faults = Array.from({ length: 9_000 }, (_, index) => ({ path: `field${index}` }));
  logger.warn(
    { error: new Error(long), long, faults, [long]: 1, more: Object.fromEntries(Object.entries(faults)) },
    long,
  );
  const [line = ''] = lines;
  expect(line.length).toBeLessThan(100_000);
  expect(JSON.parse(line)).toMatchObject({
    level: 'warn',
    long: expect.stringMatching(/^x+…$/) as string,
    msg: expect.stringMatching(/^x+…$/) as string,
  });
});
