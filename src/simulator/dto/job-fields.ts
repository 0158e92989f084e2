import { jobStates, stopStrategies } from '../model/job-state.js';
import type { Job } from '../model/job.js';
import type { EntityType, PropertyType, Row } from '../odata/entity-type.js';
import { jobPriorities, jobTypes, processTypes, remoteControlAccesses, runtimeTypes } from './enum-names.js';
import { entityTypeOf, rowOf, type Field, type FieldTable } from './field-table.js';
import { date, flag, guid, number, oneOf, text } from './property-types.js';
import { optionalTimestamp, timestamp } from '../timestamp.js';

/** A field that returns the value from StartJobs. */
function echoed(name: string, type: PropertyType, since: number, otherwise: unknown = null): Field<Job> {
  return [type, (job) => job.echoed[name] ?? otherwise, since];
}

function never(type: PropertyType, since = 0): Field<Job> {
  return [type, () => null, since];
}

/** Scalar properties of JobDto. A version is that of the first public contract that has the field. */
const fields: FieldTable<Job> = {
  Key: [guid, ({ key }) => key],
  StartTime: [date, ({ startedAt, id }) => optionalTimestamp(startedAt, id)],
  EndTime: [date, ({ endedAt, id }) => optionalTimestamp(endedAt, id)],
  State: [oneOf(jobStates), ({ state }) => state],
  SubState: never(text, 20),
  JobPriority: echoed('JobPriority', oneOf(jobPriorities), 11, 'Normal'),
  SpecificPriorityValue: echoed('SpecificPriorityValue', number, 15, 45),
  ResourceOverwrites: never(text, 20),
  Source: echoed('Source', text, 0, 'Manual'),
  SourceType: echoed('Source', text, 0, 'Manual'),
  BatchExecutionKey: [guid, ({ batchExecutionKey }) => batchExecutionKey],
  Info: [text, ({ info }) => info],
  CreationTime: [date, ({ createdAt, id }) => timestamp(createdAt, id)],
  StartingScheduleId: never(number),
  ReleaseName: [text, ({ release }) => release.name],
  Type: [oneOf(jobTypes), () => 'Unattended'],
  // The server normalises an empty input to null.
  InputArguments: [text, ({ inputArguments }) => (inputArguments === '{}' ? null : inputArguments)],
  InputFile: echoed('InputFile', guid, 20),
  EnvironmentVariables: echoed('EnvironmentVariables', text, 20, ''),
  OutputArguments: [text, ({ outputArguments }) => outputArguments],
  OutputFile: [guid, ({ outputFile }) => outputFile, 20],
  HostMachineName: [text, ({ robot }) => robot?.machineName],
  HasMediaRecorded: [flag, () => false],
  HasVideoRecorded: [flag, () => false, 16],
  PersistenceId: [guid, ({ key, resumeVersion, state }) => (resumeVersion > 0 || state === 'Suspended' ? key : null)],
  ResumeVersion: [number, ({ resumeVersion }) => (resumeVersion === 0 ? null : resumeVersion)],
  StopStrategy: [oneOf(stopStrategies), ({ stopStrategy }) => stopStrategy],
  RuntimeType: echoed('RuntimeType', oneOf(runtimeTypes), 11, 'Unattended'),
  RequiresUserInteraction: echoed('RequiresUserInteraction', flag, 11, true),
  ReleaseVersionId: [number, ({ release }) => release.id + 1000],
  EntryPointPath: echoed('EntryPointPath', text, 11, 'Main.xaml'),
  OrganizationUnitId: [number, ({ folder }) => folder.id, 11],
  OrganizationUnitFullyQualifiedName: [text, ({ folder }) => folder.path, 11],
  Reference: [text, ({ reference }) => reference, 11],
  ProcessType: [oneOf(processTypes), () => 'Process', 11],
  ProfilingOptions: echoed('ProfilingOptions', text, 18),
  ResumeOnSameContext: echoed('ResumeOnSameContext', flag, 15, false),
  LocalSystemAccount: [text, () => '', 15],
  OrchestratorUserIdentity: never(text, 15),
  RemoteControlAccess: echoed('RemoteControlAccess', oneOf(remoteControlAccesses), 15, 'None'),
  StartingTriggerId: never(guid, 17),
  MaxExpectedRunningTimeSeconds: never(number, 17),
  ServerlessJobType: never(text, 17),
  ParentJobKey: echoed('ParentJobKey', guid, 20),
  ResumeTime: [date, ({ resumedAt, id }) => optionalTimestamp(resumedAt, id), 17],
  LastModificationTime: [date, ({ stateSince, id }) => timestamp(stateSince, id), 17],
  JobError: [text, jobErrorRow, 20],
  ErrorCode: [text, ({ errorCode }) => errorCode, 20],
  FpsProperties: echoed('FpsProperties', text, 20),
  TraceId: echoed('TraceId', text, 20),
  ParentSpanId: echoed('ParentSpanId', text, 20),
  RootSpanId: echoed('RootSpanId', text, 20),
  AutopilotForRobots: echoed('AutopilotForRobots', text, 20),
  FpsContext: echoed('FpsContext', text, 20),
  FolderKey: [guid, ({ folder }) => folder.key, 20],
  Id: [number, ({ id }) => id],
};

export function jobScalarRow(job: Job): Row {
  return rowOf(fields, job);
}

export function jobScalarType(apiVersion: number): EntityType {
  return entityTypeOf('UiPath.Server.Contracts.JobDto', fields, apiVersion);
}

function jobErrorRow({ error, id }: Job): unknown {
  if (error === 'empty') return {};
  return error === null ? null : { ...error, timestamp: timestamp(error.timestamp, id) };
}
