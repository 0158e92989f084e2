import { request } from 'undici';
import { infoLinkCredentials, type SimulatorOptions } from '../../../src/simulator/index.js';
import { simulate, type TestSimulator } from '../simulator-client.js';

type Fields = Record<string, unknown>;

export interface InfoLinkReply {
  readonly status: number;
  readonly text: string;
  readonly body: { status?: string; result?: Fields } & Fields;
}

export interface TestInfoLink extends TestSimulator {
  /** With the API key, unless `apiKey` is given. */
  readonly ask: (call: string, query?: Record<string, string>, token?: string) => Promise<InfoLinkReply>;
  readonly execute: (body: Fields, suffix?: string) => Promise<InfoLinkReply>;
  /** Starts a scenario of app 7. */
  readonly run: (scenario: string, more?: Fields) => Promise<InfoLinkReply>;
  readonly token: (form: Record<string, string>) => Promise<InfoLinkReply>;
}

const { apiKey } = infoLinkCredentials;

/** A simulator and callers of its InfoLink; it stops with the test. */
export async function simulateInfoLink(options?: SimulatorOptions): Promise<TestInfoLink> {
  const test = await simulate(options);
  const url = `${test.simulator.infoLinkUrl}/api/v1`;
  const send = async (path: string, init: Parameters<typeof request>[1] = {}): Promise<InfoLinkReply> => {
    const { statusCode, body } = await request(`${url}/${path}`, init);
    const text = await body.text();
    return { status: statusCode, text, body: text.startsWith('{') ? (JSON.parse(text) as Fields) : {} };
  };
  const post = (path: string, body: string, type: string) =>
    send(path, { method: 'POST', body, headers: { 'content-type': type } });
  const execute: TestInfoLink['execute'] = (body, suffix = '.jsp') =>
    post(`executeJob${suffix}`, JSON.stringify({ apiKey, ...body }), 'application/json');
  return {
    ...test,
    ask: (call, query = {}, token) =>
      token === undefined
        ? send(`${call}?${new URLSearchParams({ apiKey, ...query }).toString()}`)
        : send(`${call}?${new URLSearchParams(query).toString()}`, { headers: { authorization: `Bearer ${token}` } }),
    execute,
    run: (scenario, { parameters = {}, ...more } = {}) =>
      execute({ appId: '7', operation: { opName: 'RunScenario', opParams: { scenario, parameters } }, ...more }),
    token: (form) => post('oauth2/token', new URLSearchParams(form).toString(), 'application/x-www-form-urlencoded'),
  };
}
