import { FailureType } from '../../contract/failure-types.js';
import { BackendError } from '../backend-error.js';
import { TargetError } from '../target-error.js';
import type { StartInfo } from './types.js';

/** The oldest and the newest version that a public server announced or a public contract describes. */
const known = { oldest: 11, newest: 20 };

/**
 * The highest version of an `api-supported-versions` header, such as `13.0, 15.0, 20.0`. Undefined unless it is a
 * known one: UiPath withdrew versioned contracts from its cloud and advises against relying on this number.
 */
export function apiVersionOf(header: string): number | undefined {
  const versions = header.split(/[,;\s]+/).map((text) => Number.parseInt(text, 10));
  const highest = Math.max(...versions.filter((version) => Number.isInteger(version)));
  return highest >= known.oldest && highest <= known.newest ? highest : undefined;
}

/** Whether the server does not have a call. Only this answer tells if the version is unknown. */
export function isMissingCall(error: unknown): boolean {
  if (!(error instanceof BackendError)) return false;
  const { status, errorCode = 0 } = error.fields;
  return (status === 404 || status === 405) && errorCode === 0;
}

/** First API version of what older servers lack (first public contract with it; 15 = 22.10, 20 = cloud 2025). */
export const firstVersion = {
  folderKeyHeader: 15,
  folderByKey: 15,
  validate: 15,
  attachments: 20,
  exports: 17,
} as const;

/** First API version of each field of StartProcessDto that is younger than Reference (11 = 20.10). */
export const startFieldVersions: Readonly<Record<string, number>> = {
  SpecificPriorityValue: 14,
  BatchExecutionKey: 15,
  MachineRobots: 15,
  TargetFramework: 15,
  ResumeOnSameContext: 15,
  RequiresUserInteraction: 15,
  StopProcessExpression: 15,
  StopStrategy: 15,
  KillProcessExpression: 15,
  RemoteControlAccess: 15,
  AlertPendingExpression: 15,
  AlertRunningExpression: 15,
  RunAsMe: 15,
  ParentOperationId: 18,
  ProfilingOptions: 18,
  AutopilotForRobots: 18,
  ReleaseName: 20,
  InputFile: 20,
  EnvironmentVariables: 20,
  Attachments: 20,
  EntryPointPath: 20,
  TraceId: 20,
  ParentSpanId: 20,
  RootSpanId: 20,
  FpsContext: 20,
  FpsProperties: 20,
  VideoRecordingSettings: 20,
  MachineInfraTarget: 20,
};

/** Our own additions are omitted if the server does not take them; the Reference then finds the job. */
export const dispensable: readonly string[] = ['BatchExecutionKey'];

/** The fields that a server of this version takes; refused as `NotSupportedByServer` when the user set a younger one. */
export function fieldsFor(version: number | undefined, startInfo: StartInfo): StartInfo {
  if (version === undefined) return startInfo;
  const tooYoung = Object.keys(startInfo).filter((name) => (startFieldVersions[name] ?? 0) > version);
  const refused = tooYoung.filter((name) => !dispensable.includes(name));
  if (refused.length > 0)
    throw new TargetError(
      FailureType.NotSupportedByServer,
      `The server speaks API version ${version}; ${refused
        .map((name) => `${name} needs ${startFieldVersions[name] ?? ''}`)
        .join(', ')}. Leave out ${refused.length === 1 ? 'that field' : 'those fields'} or update Orchestrator.`,
    );
  return Object.fromEntries(Object.entries(startInfo).filter(([name]) => !tooYoung.includes(name))) as StartInfo;
}
