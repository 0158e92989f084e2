import { z } from 'zod';
import { FailureType } from '../../contract/failure-types.js';
import type { Folder } from '../../contract/jobs/target.js';
import { limits } from '../../contract/limits.js';
import { TargetError } from '../target-error.js';
import type { ApiCaller } from './api-caller.js';
import { firstVersion, isMissingCall } from './api-version.js';
import type { OutgoingFile } from './types.js';
import { fileLink, type FileLinks, throughBreaks } from './file-links.js';

/** The failure of an input that neither fits into the call nor can be sent as a file. */
export function tooLarge(size: string, length: number, why: string): TargetError {
  return new TargetError(
    FailureType.InputTooLarge,
    `job.input has ${size} of JSON; this Orchestrator takes at most ${limits.jobInputCharacters} characters, ` +
      `and no files: ${why} (files need API version ${firstVersion.attachments})`,
    { length, limit: limits.jobInputCharacters, sent: 'nothing' },
  );
}

const attachment = z.object({ Id: z.string(), BlobFileAccess: fileLink });
const path = '/odata/Attachments';

/** Uploads a file and returns the ID with which a job takes it as input (API 20). Each call creates another file. */
export async function uploadAttachment(
  caller: ApiCaller,
  links: FileLinks,
  folder: Folder,
  file: OutgoingFile,
  signal?: AbortSignal,
): Promise<string> {
  const call = { method: 'POST', path, folder, body: { Name: file.name }, signal } as const;
  const { Id, BlobFileAccess } = await caller.read(call, attachment).catch((error: unknown) => {
    throw isMissingCall(error) ? tooLarge(`${file.bytes} bytes`, file.bytes, 'it does not have the call') : error;
  });
  await links.store({ ...BlobFileAccess, method: 'PUT' }, file, signal);
  return Id;
}

/** The content of a job's output file. */
export function openAttachment(
  caller: ApiCaller,
  links: FileLinks,
  folder: Folder,
  id: string,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  return throughBreaks(async (from) => {
    const { BlobFileAccess } = await caller.read(
      { method: 'GET', path: `${path}(${encodeURIComponent(id)})`, folder, signal },
      attachment,
    );
    return links.fetch(BlobFileAccess, from, signal);
  });
}
