import { isGuid, isRecord, integerOf } from '../../json.js';
import {
  jobPriorities,
  remoteControlAccesses,
  runtimeTypes,
  sources,
  startStrategies,
  targetFrameworks,
} from '../../dto/enum-names.js';
import { stopStrategies } from '../../model/job-state.js';

/** Says what is wrong with a value; undefined if it is right. */
type Check = (value: unknown) => string | undefined;

export interface StartInfoField {
  /** First API version that takes it. */
  readonly since: number;
  readonly check: Check;
}

const anyText = text(Number.POSITIVE_INFINITY);
const integer: Check = (value) => (integerOf(value) === undefined ? 'must be a whole number' : undefined);
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
const guid: Check = (value) => (isGuid(value) ? undefined : 'must be a GUID');
const object: Check = (value) => (isRecord(value) ? undefined : 'must be an object');
const integers: Check = (value) =>
  Array.isArray(value) && value.every((item) => integerOf(item) !== undefined) ? undefined : 'must be a list of ids';
const objects: Check = (value) =>
  Array.isArray(value) && value.every(isRecord) ? undefined : 'must be a list of objects';

/** StartProcessDto by field. A version is that of the first public contract that has the field. */
export const startInfoFields: Readonly<Record<string, StartInfoField>> = {
  ReleaseKey: { since: 0, check: guid },
  Strategy: { since: 0, check: oneOf(startStrategies) },
  RobotIds: { since: 0, check: integers },
  NoOfRobots: { since: 0, check: integer },
  JobsCount: { since: 0, check: integer },
  Source: { since: 0, check: oneOf(sources) },
  InputArguments: { since: 0, check: text(10_000) },
  MachineSessionIds: { since: 11, check: integers },
  JobPriority: { since: 11, check: oneOf(jobPriorities) },
  RuntimeType: { since: 11, check: oneOf(runtimeTypes) },
  Reference: { since: 11, check: text(128) },
  SpecificPriorityValue: { since: 14, check: priorityValue },
  BatchExecutionKey: { since: 15, check: guid },
  MachineRobots: { since: 15, check: objects },
  TargetFramework: { since: 15, check: oneOf(targetFrameworks) },
  ResumeOnSameContext: { since: 15, check: flag },
  RequiresUserInteraction: { since: 15, check: flag },
  StopProcessExpression: { since: 15, check: anyText },
  StopStrategy: { since: 15, check: oneOf(stopStrategies) },
  KillProcessExpression: { since: 15, check: anyText },
  RemoteControlAccess: { since: 15, check: oneOf(remoteControlAccesses) },
  AlertPendingExpression: { since: 15, check: anyText },
  AlertRunningExpression: { since: 15, check: anyText },
  RunAsMe: { since: 15, check: flag },
  ParentOperationId: { since: 18, check: text(128) },
  ProfilingOptions: { since: 18, check: text(4000) },
  AutopilotForRobots: { since: 18, check: object },
  ReleaseName: { since: 20, check: anyText },
  InputFile: { since: 20, check: guid },
  EnvironmentVariables: { since: 20, check: text(4000) },
  Attachments: { since: 20, check: objects },
  EntryPointPath: { since: 20, check: anyText },
  TraceId: { since: 20, check: text(255) },
  ParentSpanId: { since: 20, check: text(255) },
  RootSpanId: { since: 20, check: text(255) },
  FpsContext: { since: 20, check: text(2048) },
  FpsProperties: { since: 20, check: text(4000) },
  VideoRecordingSettings: { since: 20, check: object },
  MachineInfraTarget: { since: 20, check: object },
};

function text(maximum: number): Check {
  return (value) => {
    if (typeof value !== 'string') return 'must be text';
    return value.length > maximum ? `must be text with a maximum length of '${maximum}'` : undefined;
  };
}

function oneOf(names: readonly string[]): Check {
  return (value) =>
    typeof value === 'string' && names.includes(value) ? undefined : `must be one of ${names.join(', ')}`;
}

function priorityValue(value: unknown): string | undefined {
  const number = integerOf(value);
  return number !== undefined && number >= 1 && number <= 100 ? undefined : 'must be between 1 and 100';
}
