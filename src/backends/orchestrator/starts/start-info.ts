import type { OrchestratorClient, StartInfo } from '../types.js';
import type { StartJobsInput } from '../../../contract/activities.js';
import type { Release, Target } from '../../../contract/jobs/target.js';
import { batchExecutionKey } from './batch-execution-key.js';

/** The field that says how many jobs a start creates; undefined if none does (strategies Specific and All). */
export function countField(fields: Record<string, unknown>): 'JobsCount' | 'NoOfRobots' | undefined {
  if ('JobsCount' in fields) return 'JobsCount';
  return 'NoOfRobots' in fields ? 'NoOfRobots' : undefined;
}

/** What is sent: the fields of the run, its marks, and the connection's safety net unless the run has its own. */
export function startInfo(
  { fields, target, reference }: StartJobsInput,
  { settings: { safetyNet } }: OrchestratorClient,
  count: number | undefined,
): StartInfo {
  const field = countField(fields);
  const ownNet = 'StopProcessExpression' in fields || 'KillProcessExpression' in fields;
  return {
    ...(safetyNet && !ownNet && safetyNetFields(safetyNet)),
    ...fields,
    ...(field !== undefined && count !== undefined && { [field]: count }),
    ReleaseKey: (target as Target<Release>).release.key,
    Reference: reference,
    BatchExecutionKey: batchExecutionKey(reference),
  } as StartInfo;
}

/** Whole seconds as text (OpenAPI 20.0). */
function safetyNetFields({ stopAfterMs, killAfterMs }: { stopAfterMs: number; killAfterMs?: number }): object {
  const seconds = (milliseconds: number): string => String(Math.ceil(milliseconds / 1000));
  return {
    StopStrategy: 'SoftStop',
    StopProcessExpression: seconds(stopAfterMs),
    ...(killAfterMs !== undefined && { KillProcessExpression: seconds(killAfterMs) }),
  };
}
