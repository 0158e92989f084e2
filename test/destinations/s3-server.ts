import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { S3Settings } from '../../src/destinations/index.js';

interface S3rver {
  run(): Promise<{ port: number }>;
  close(): Promise<void>;
}
interface S3rverOptions {
  port: number;
  address: string;
  silent: boolean;
  directory: string;
  configureBuckets: { name: string }[];
}

const name = 's3rver';

/** The S3-compatible server that is a development dependency; undefined when it was not installed. */
export const S3Server: (new (options: S3rverOptions) => S3rver) | undefined = await import(name).then(
  (module: { default: new (options: S3rverOptions) => S3rver }) => module.default,
  () => undefined,
);

/** Starts a server with one bucket, and gives the settings of a destination there. It ends with the test. */
export async function startS3(): Promise<S3Settings> {
  if (!S3Server) throw new Error(`${name} is not installed: npm install`);
  const directory = mkdtempSync(join(tmpdir(), 'temporal-rpa-s3-'));
  const configureBuckets = [{ name: 'rpa' }];
  const server = new S3Server({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets });
  const { port } = await server.run();
  onTestFinished(async () => {
    await server.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  return { type: 's3', bucket: 'rpa', prefix: 'team/', endpoint: `http://127.0.0.1:${port}`, credentials };
}
