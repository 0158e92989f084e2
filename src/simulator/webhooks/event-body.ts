import { randomBytes } from 'node:crypto';
import { timestamp } from '../timestamp.js';
import { isRecord, parseJson } from '../json.js';
import type { Folder } from '../model/folder.js';
import { isFinal } from '../model/job-state.js';
import type { Job } from '../model/job.js';
import type { Robot } from '../model/robot.js';
import type { JobEvent } from './webhook.js';

/** What is sent to a webhook, as UiPath's page on types of events shows it. */
export interface EventBody extends Readonly<Record<string, unknown>> {
  readonly Type: string;
  readonly EventId: string;
}

const tenantId = 1;
const userId = 2;

export function envelope(type: string, at: number): EventBody {
  return { Type: type, EventId: randomBytes(16).toString('hex'), Timestamp: timestamp(at), TenantId: tenantId };
}

/** One event for all jobs of a StartJobs call; unlike later ones it includes the user that made the call. */
export function createdBody(jobs: readonly Job[], folder: Folder, startInfo: object, at: number): EventBody {
  return {
    ...envelope('job.created', at),
    StartInfo: { ...startInfo, Source: 'Manual' },
    Jobs: jobs.map(createdJob),
    OrganizationUnitId: folder.id,
    UserId: userId,
  };
}

/** Of all but `job.created`. The recorded `job.stopped` has a list of jobs where the others have one. */
export function laterBody(type: JobEvent, job: Job, at: number): EventBody {
  const body = laterJob(job);
  return {
    ...envelope(type, at),
    ...(type === 'job.stopped' ? { Jobs: [body] } : { Job: body }),
    OrganizationUnitId: job.folder.id,
  };
}

function createdJob(job: Job): object {
  const { release } = job;
  const [robot, ...others] = job.robots;
  const source = job.echoed.Source ?? 'Manual';
  return {
    Id: job.id,
    Key: job.key,
    State: 'Pending',
    Source: source,
    SourceType: source,
    BatchExecutionKey: job.batchExecutionKey,
    ReleaseName: release.name,
    Type: 'Unattended',
    ...(robot === undefined || others.length > 0 ? {} : { Robot: fullRobot(robot) }),
    Release: {
      Id: release.id,
      Key: release.key,
      ProcessKey: release.processKey,
      ProcessVersion: release.processVersion,
      Name: release.name,
      Description: '',
      IsLatestVersion: false,
      InputArguments: null,
    },
    InputArguments: parsed(job.inputArguments),
    OutputArguments: null,
  };
}

function fullRobot(robot: Robot): object {
  return {
    Id: robot.id,
    Name: robot.name,
    MachineId: robot.machineId,
    MachineName: robot.machineName,
    Description: '',
    Version: '25.10',
    UserName: robot.userName,
    Type: 'Unattended',
    HostingType: 'Standard',
  };
}

function laterJob(job: Job): object {
  const { id, robot, release } = job;
  return {
    Id: id,
    Key: job.key,
    State: job.state,
    StartTime: job.startedAt === null ? null : timestamp(job.startedAt, id),
    ...(job.endedAt === null ? {} : { EndTime: timestamp(job.endedAt, id) }),
    Info: job.info ?? 'Waiting for execution to start...',
    OutputArguments: isFinal(job.state) ? (parsed(job.outputArguments) ?? {}) : null,
    ...(robot === null ? {} : { Robot: { Id: robot.id, Name: robot.name, MachineName: robot.machineName } }),
    Release: { Id: release.id, Key: release.key, ProcessKey: release.processKey },
  };
}

/** Arguments are an object here, not JSON text. */
function parsed(text: string | null): Record<string, unknown> | null {
  const value = parseJson(text ?? 'null');
  return isRecord(value) ? value : null;
}
