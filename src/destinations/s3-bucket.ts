import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { FileStore } from './file-store.js';
import type { S3Settings } from './settings.js';

/** Two parts of this size are in memory at once; S3 takes 10,000 parts, so a file may have 80 GB. */
const partBytes = 8 * 1024 * 1024;
const partsAtOnce = 2;

/** Files in a bucket of S3, or of a server that speaks its protocol. A file appears only when it is complete. */
export function s3Bucket({ bucket, prefix = '', ...settings }: S3Settings): FileStore {
  let made: Promise<S3Client> | undefined;
  // The client is large, so it is loaded only if a bucket is configured.
  const client = (): Promise<S3Client> => (made ??= createClient(settings));
  const keyOf = (name: string): string => `${prefix}${name}`;
  return {
    uriOf: (name) => `s3://${bucket}/${keyOf(name)}`,
    async write(name, content, contentType) {
      const { Upload } = await import('@aws-sdk/lib-storage');
      const upload = new Upload({
        client: await client(),
        params: {
          Bucket: bucket,
          Key: keyOf(name),
          Body: Readable.from(content, { objectMode: false }),
          ContentType: contentType,
        },
        partSize: partBytes,
        queueSize: partsAtOnce,
        leavePartsOnError: false,
      });
      await upload.done();
    },
    async read(name): Promise<Readable | undefined> {
      const { GetObjectCommand, NoSuchKey } = await import('@aws-sdk/client-s3');
      try {
        const { Body } = await (await client()).send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(name) }));
        return Body as Readable | undefined;
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    close: () => void made?.then((opened) => opened.destroy()),
  };
}

async function createClient({ region, endpoint, credentials }: Omit<S3Settings, 'bucket'>): Promise<S3Client> {
  const { S3Client: Client } = await import('@aws-sdk/client-s3');
  return new Client({
    region: region ?? 'us-east-1',
    // Other servers than AWS seldom have a host name for each bucket, nor the newer checksums.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(credentials && { credentials }),
    // Temporal retries; the client only retries a part of a long upload.
    maxAttempts: 3,
  });
}
