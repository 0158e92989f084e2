import type { InputFault } from '../shared/input-fault.js';
import { z } from 'zod';
import { limits } from './limits.js';

/** A file that a destination of the worker keeps. */
export interface DataReference {
  /** Name of the destination in the worker's configuration. */
  destination: string;
  /** Name of the file there, with `/` between its parts. */
  name: string;
  /** Where it lies, for people: `file:` or `s3:`. Not read again. */
  uri?: string;
  bytes: number;
  /** Of the content, in hexadecimal digits. A file with another content is refused. */
  sha256: string;
  contentType: string;
}

/** Parts that are safe in a path, a URL and a bucket, and never lead out of a folder. */
const safeName = /^[A-Za-z0-9_][A-Za-z0-9._=@+-]*(\/[A-Za-z0-9_][A-Za-z0-9._=@+-]*)*$/;

export const fileNameForm =
  'letters, digits and . _ = @ + -, with / between parts, none of which begins with a dot, ' +
  `at most ${limits.fileNameCharacters} characters`;

/** Whether a file of a destination may be called so. */
export function isFileName(name: string): boolean {
  return safeName.test(name) && name.length <= limits.fileNameCharacters;
}

/** How a file stands in for data too large for a history: as the output of a job, and as the input of the next one. */
export interface FileValue {
  $file: DataReference;
}

const text = z.string({ error: 'must be a text' }).min(1, { error: 'must not be empty' });

export const dataReferenceSchema = z.strictObject(
  {
    destination: text,
    name: text,
    uri: text.optional(),
    bytes: z.int({ error: 'must be a whole number' }).min(0, { error: 'must not be negative' }),
    sha256: z.string({ error: 'must be a text' }).regex(/^[0-9a-f]{64}$/, { error: 'must be 64 hexadecimal digits' }),
    contentType: text,
  },
  { error: 'must be a reference as a destination gives it: destination, name, bytes, sha256, contentType' },
);

/** The reference of a value `{"$file": …}`; undefined for any other value. */
export function fileOf(value: unknown): DataReference | undefined {
  if (typeof value !== 'object' || value === null || !('$file' in value)) return undefined;
  const parsed = dataReferenceSchema.safeParse(value.$file);
  if (!parsed.success || Object.keys(value).length > 1) return undefined;
  const { uri, ...reference } = parsed.data;
  return { ...reference, ...(uri !== undefined && { uri }) };
}

/** What is wrong with a value that means to be a file. */
export function fileFaults(value: Record<string, unknown>): InputFault[] {
  if (!('$file' in value)) return [];
  const others = Object.keys(value).filter((name) => name !== '$file');
  if (others.length > 0) return [{ path: '$file', message: `stands alone; not beside ${others.join(', ')}` }];
  const parsed = dataReferenceSchema.safeParse(value.$file);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message, ...issue }) => ({
    path: ['$file', ...path].join('.'),
    message: issue.code === 'unrecognized_keys' ? `has the unknown fields ${issue.keys.join(', ')}` : message,
  }));
}
