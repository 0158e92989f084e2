import type { Release } from '../model/release.js';
import { jobPriorities, processTypes, remoteControlAccesses, targetFrameworks } from './enum-names.js';
import type { EntityType, Row } from '../odata/entity-type.js';
import { entityTypeOf, rowOf, type FieldTable } from './field-table.js';
import { date, flag, guid, number, oneOf, text } from './property-types.js';

const creation = '2025-01-06T08:00:00.1234567Z';

/** By $expand; its arguments are JSON text in the manner of UiPath's package metadata. */
const entryPointFields: FieldTable<Release> = {
  UniqueId: [guid, ({ key }) => key],
  Path: [text, () => 'Main.xaml'],
  InputArguments: [text, () => null],
  OutputArguments: [text, ({ outputArguments }) => declared(outputArguments)],
  Id: [number, ({ id }) => id],
};
const entryPointType = entityTypeOf('UiPath.Server.Contracts.EntryPointDto', entryPointFields, 20);

function declared(names: readonly string[]): string | null {
  const listed = names.map((name) => ({ name, type: 'System.String', required: false, hasDefault: false }));
  return listed.length === 0 ? null : JSON.stringify(listed);
}

const fields: FieldTable<Release> = {
  Key: [guid, ({ key }) => key],
  ProcessKey: [text, ({ processKey }) => processKey],
  ProcessVersion: [text, ({ processVersion }) => processVersion],
  IsLatestVersion: [flag, () => true],
  IsProcessDeleted: [flag, () => false],
  Description: [text, () => ''],
  Name: [text, ({ name }) => name],
  // Of classic folders, which ended before version 17.
  EnvironmentId: [number, ({ environment }) => environment?.id, 0, 16],
  EnvironmentName: [text, ({ environment }) => environment?.name, 0, 16],
  EntryPointId: [number, ({ id }) => id],
  EntryPointPath: [text, () => 'Main.xaml'],
  EntryPoint: [{ kind: 'entity', type: entryPointType }, (release) => rowOf(entryPointFields, release), 12],
  InputArguments: [text, () => null],
  EnvironmentVariables: [text, () => '', 20],
  ProcessType: [oneOf(processTypes), () => 'Process'],
  SupportsMultipleEntryPoints: [flag, () => true],
  RequiresUserInteraction: [flag, () => true],
  IsAttended: [flag, () => false],
  IsCompiled: [flag, () => true, 15],
  AutoUpdate: [flag, () => false],
  FeedId: [guid, () => null],
  JobPriority: [oneOf(jobPriorities), () => 'Normal', 11],
  SpecificPriorityValue: [number, () => 45, 15],
  FolderKey: [guid, ({ folder }) => folder.key, 18],
  OrganizationUnitId: [number, ({ folder }) => folder.id, 11],
  OrganizationUnitFullyQualifiedName: [text, ({ folder }) => folder.path, 11],
  TargetFramework: [oneOf(targetFrameworks), () => 'Windows', 15],
  RemoteControlAccess: [oneOf(remoteControlAccesses), () => 'None', 15],
  LastModificationTime: [date, () => null, 15],
  LastModifierUserId: [number, () => null, 15],
  CreationTime: [date, () => creation],
  CreatorUserId: [number, () => null],
  Id: [number, ({ id }) => id],
};

export function releaseRow(release: Release): Row {
  return rowOf(fields, release);
}

export function releaseType(apiVersion: number): EntityType {
  return entityTypeOf('UiPath.Server.Contracts.ReleaseDto', fields, apiVersion);
}
