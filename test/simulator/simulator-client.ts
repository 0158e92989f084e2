import { request } from 'undici';
import { onTestFinished } from 'vitest';
import {
  createManualClock,
  credentials,
  startSimulator,
  type ManualClock,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator/index.js';

export interface TestReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON, or undefined. */
  readonly body: Record<string, unknown>;
  /** `value` of a list. */
  readonly rows: Record<string, unknown>[];
}

export interface CallOptions {
  /** Default: `Shared`. Null sends no folder header. */
  readonly folder?: string | null;
  /** Default: the personal access token. Null sends none. */
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
}

export interface TestSimulator {
  readonly simulator: Simulator;
  readonly clock: ManualClock;
  readonly send: (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options?: CallOptions,
  ) => Promise<TestReply>;
  readonly get: (path: string, options?: CallOptions) => Promise<TestReply>;
  readonly post: (path: string, body: unknown, options?: CallOptions) => Promise<TestReply>;
  /** Starts one job of a release and gives its row. */
  readonly start: (
    release: string,
    input?: unknown,
    more?: Record<string, unknown>,
  ) => Promise<Record<string, unknown>>;
  /** The job as a single read gives it now. */
  readonly job: (id: unknown) => Promise<Record<string, unknown>>;
}

export const action = (name: string): string => `/odata/Jobs/UiPath.Server.Configuration.OData.${name}`;

/** A simulator on a free port with a clock that the test moves; it stops with the test. */
export async function simulate(options: SimulatorOptions = {}): Promise<TestSimulator> {
  const clock = createManualClock();
  const simulator = await startSimulator({ clock, ...options });
  onTestFinished(() => simulator.stop());

  const send: TestSimulator['send'] = async (method, path, options = {}) => {
    const { folder = 'Shared', token = credentials.personalAccessToken, body } = options;
    const url = /^\/(odata|api)\//i.test(path) ? simulator.cloudUrl : simulator.url;
    const reply = await request(url + path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(folder === null ? {} : { 'x-uipath-folderpath': folder }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.body.text();
    const parsed = parse(text);
    return {
      status: reply.statusCode,
      headers: reply.headers,
      text,
      body: parsed,
      rows: (parsed.value ?? parsed) as Record<string, unknown>[],
    };
  };
  const get: TestSimulator['get'] = (path, options) => send('GET', path, options);
  const post: TestSimulator['post'] = (path, body, options) => send('POST', path, { ...options, body });
  return {
    simulator,
    clock,
    send,
    get,
    post,
    start: async (release, input, more) => {
      const startInfo = {
        ReleaseName: release,
        ...(input === undefined ? {} : { InputArguments: JSON.stringify(input) }),
        ...more,
      };
      const { status, rows, text } = await post(action('StartJobs'), { startInfo });
      if (status !== 201 || rows[0] === undefined) throw new Error(`StartJobs: ${status} ${text}`);
      return rows[0];
    },
    job: async (id) => (await get(`/odata/Jobs(${String(id)})`)).body,
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
