import type { Job } from '../model/job.js';
import { projectRow } from '../odata/apply-query.js';
import type { EntityType, Row } from '../odata/entity-type.js';
import { jobScalarRow, jobScalarType } from './job-fields.js';
import { releaseRow, releaseType } from './release-dto.js';
import { machineRow, machineType, robotRow, robotType } from './robot-dto.js';

/** A job as the API writes it: PascalCase, nulls present. */
export interface JobDto extends Readonly<Record<string, unknown>> {
  readonly Id: number;
  readonly Key: string;
  readonly State: string;
}

/** A job with its navigation properties; it has a robot once it has run. */
export function jobRow(job: Job): Row {
  const scalars = jobScalarRow(job);
  return (name) => {
    if (name === 'Release') return releaseRow(job.release);
    if (name !== 'Robot' && name !== 'Machine') return scalars(name);
    if (job.robot === null) return null;
    return name === 'Robot' ? robotRow(job.robot) : machineRow(job.robot);
  };
}

/** All scalar properties of a job, as StartJobs answers them. */
export function jobDto(job: Job, entity: EntityType): JobDto {
  return { ...projectRow(jobRow(job), entity), Id: job.id, Key: job.key, State: job.state };
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
  return (name) => (payloadNames.includes(name) ? null : row(name));
}
