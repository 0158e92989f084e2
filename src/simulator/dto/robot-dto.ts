import type { Robot } from '../model/robot.js';
import { runtimeTypes } from './enum-names.js';
import type { EntityType, Row } from '../odata/entity-type.js';
import { entityTypeOf, rowOf, type FieldTable } from './field-table.js';
import { number, oneOf, text } from './property-types.js';

/** `Robot` of a job, by $expand. */
const robotFields: FieldTable<Robot> = {
  LicenseKey: [text, () => null],
  MachineName: [text, ({ machineName }) => machineName],
  MachineId: [number, ({ machineId }) => machineId],
  Name: [text, ({ name }) => name],
  Username: [text, ({ userName }) => userName],
  Description: [text, () => null],
  Type: [oneOf(runtimeTypes), () => 'Unattended'],
  HostingType: [oneOf(['Standard', 'Floating']), () => 'Floating'],
  Password: [text, () => null],
  RobotEnvironments: [text, () => ''],
  ExecutionSettings: [text, () => null],
  Id: [number, ({ id }) => id],
};

/** `Machine` of a job, by $expand. */
const machineFields: FieldTable<Robot> = {
  LicenseKey: [text, () => null],
  Name: [text, ({ machineName }) => machineName],
  Description: [text, () => null],
  Type: [oneOf(['Standard', 'Template']), () => 'Template'],
  Id: [number, ({ machineId }) => machineId],
};

export function robotRow(robot: Robot): Row {
  return rowOf(robotFields, robot);
}

export function robotType(apiVersion: number): EntityType {
  return entityTypeOf('UiPath.Server.Contracts.SimpleRobotDto', robotFields, apiVersion);
}

export function machineRow(robot: Robot): Row {
  return rowOf(machineFields, robot);
}

export function machineType(apiVersion: number): EntityType {
  return entityTypeOf('UiPath.Server.Contracts.MachineDto', machineFields, apiVersion);
}
