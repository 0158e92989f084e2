import type { EntityType, Row } from '../odata/entity-type.js';
import { runtimeTypes } from './enum-names.js';
import { entityTypeOf, rowOf, type FieldTable } from './field-table.js';
import { logLevels, type LogLine } from './log-lines.js';
import { date, guid, number, oneOf, text } from './property-types.js';
import { timestamp } from '../timestamp.js';

const fields: FieldTable<LogLine> = {
  Level: [oneOf(logLevels), ({ level }) => level],
  WindowsIdentity: [text, ({ job }) => job.robot?.userName],
  ProcessName: [text, ({ job }) => job.release.name],
  TimeStamp: [date, ({ at, id }) => timestamp(at, id)],
  Message: [text, ({ message }) => message],
  JobKey: [guid, ({ job }) => job.key],
  RawMessage: [text, rawMessage],
  RobotName: [text, ({ job }) => job.robot?.name],
  HostMachineName: [text, ({ job }) => job.robot?.machineName, 15],
  MachineId: [number, ({ job }) => job.robot?.machineId, 15],
  MachineKey: [guid, () => null, 17],
  RuntimeType: [oneOf(runtimeTypes), () => 'Unattended', 17],
  Id: [number, ({ id }) => id],
};

export function logRow(line: LogLine): Row {
  return rowOf(fields, line);
}

export function logType(apiVersion: number): EntityType {
  return entityTypeOf('UiPath.Server.Contracts.LogDto', fields, apiVersion);
}

/** The line as the robot sent it, as JSON text. */
function rawMessage({ job, level, message, at, id }: LogLine): string {
  return JSON.stringify({
    message,
    level: level === 'Info' ? 'Information' : level,
    timeStamp: timestamp(at, id),
    jobId: job.key,
    processName: job.release.name,
    processVersion: job.release.processVersion,
    robotName: job.robot?.name,
    machineId: job.robot?.machineId,
  });
}
