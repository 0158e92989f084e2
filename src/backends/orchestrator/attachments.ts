import type { OutgoingFile } from './types.js';
import { z } from 'zod';
import type { Folder } from '../../contract/jobs/target.js';
import type { ApiCaller } from './api-caller.js';
import { fileLink, type FileLinks, throughBreaks } from './file-links.js';

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
  const { Id, BlobFileAccess } = await caller.read(call, attachment);
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
