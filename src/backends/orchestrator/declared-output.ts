import { z } from 'zod';
import type { Folder } from '../../contract/jobs/target.js';
import { BackendError } from '../backend-error.js';
import { limits } from '../../contract/limits.js';
import { parseJson } from '../../shared/json.js';
import type { ApiCaller } from './api-caller.js';

const release = z.object({ EntryPoint: z.object({ OutputArguments: z.string().nullish() }).nullish() });

/**
 * Whether a process declares an output: its entry point lists the arguments as JSON text. False if the server does not
 * report it.
 */
export async function declaresOutput(caller: ApiCaller, folder: Folder, releaseId: number): Promise<boolean> {
  const query = { $expand: 'EntryPoint', $select: 'Id' };
  try {
    const { EntryPoint } = await caller.read(
      { method: 'GET', path: `/odata/Releases(${releaseId})`, folder, query },
      release,
    );
    const declared = parseJson(EntryPoint?.OutputArguments ?? '[]', limits.jsonDepth);
    return Array.isArray(declared) && declared.length > 0;
  } catch (error) {
    const refused = error instanceof BackendError && error.fields.progress === 'replied' && error.fields.status !== 429;
    if (refused || error instanceof SyntaxError) return false;
    throw error;
  }
}
