import { randomUUID } from 'node:crypto';
import { header } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { isGuid } from '../../json.js';
import type { Folder } from '../../model/folder.js';
import type { JobOrder } from '../../model/job.js';
import { releaseOf, type StartInfo } from './read-start-info.js';

/** What a StartJobs call settles for all of its jobs alike. */
export function readOrder(call: Call, startInfo: StartInfo, folder: Folder): Omit<JobOrder, 'robots'> {
  const { BatchExecutionKey: batchKey, Reference: reference, InputArguments: input, InputFile: file } = startInfo;
  const inputArguments = typeof input === 'string' && input !== '' ? input : null;
  const inputFile = typeof file === 'string' ? call.simulation.attachments.get(file) : undefined;
  return {
    release: releaseOf(call, startInfo),
    folder,
    batchExecutionKey: typeof batchKey === 'string' ? batchKey.toLowerCase() : randomUUID(),
    reference: typeof reference === 'string' ? reference : '',
    inputArguments,
    input: inputFile?.content?.toString('utf8') ?? inputArguments,
    echoed: { ...startInfo, ParentJobKey: parentOf(call) },
  };
}

/** Clients that run inside a job name it in a header. */
function parentOf({ request }: Call): string | null {
  const key = header(request, 'X-UIPATH-JobKey');
  return isGuid(key) ? key.toLowerCase() : null;
}
