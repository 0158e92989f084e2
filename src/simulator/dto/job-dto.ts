import type { Job } from '../model/job.js';
import type { EntityType } from '../odata/entity-type.js';
import type { Row } from '../odata/operand.js';
import { jobScalars, jobScalarType } from './job-fields.js';
import { releaseRow, releaseType } from './release-dto.js';
import { machineRow, machineType, robotRow, robotType } from './robot-dto.js';

/** A job as the API writes it: PascalCase, nulls present. */
export interface JobDto extends Readonly<Record<string, unknown>> {
  readonly Id: number;
  readonly Key: string;
  readonly State: string;
}

/** All scalar properties of a job. */
export function jobRow(job: Job, apiVersion: number): JobDto {
  return { ...jobScalars(job, apiVersion), Id: job.id, Key: job.key, State: job.state };
}

/** The same with its navigation properties; a job has a robot once it has run. */
export function jobRowWithNavigation(job: Job, apiVersion: number): JobDto {
  const robot = job.startedAt === null ? undefined : job.robot;
  return {
    ...jobRow(job, apiVersion),
    Robot: robot === undefined ? null : robotRow(robot, apiVersion),
    Release: releaseRow(job.release, apiVersion),
    Machine: robot === undefined ? null : machineRow(robot, apiVersion),
  };
}

export function jobType(apiVersion: number): EntityType {
  const { name, properties } = jobScalarType(apiVersion);
  return {
    name,
    properties: {
      ...properties,
      Robot: { kind: 'entity', type: robotType(apiVersion) },
      Release: { kind: 'entity', type: releaseType(apiVersion) },
      Machine: { kind: 'entity', type: machineType(apiVersion) },
    },
  };
}

const payloadNames = ['InputArguments', 'OutputArguments', 'InputFile', 'OutputFile'];

/** Lists never carry the payload: the properties are there, but null. */
export function withoutPayload(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, payloadNames.includes(name) ? null : value]),
  );
}
