import type { Folder } from '../model/folder.js';
import type { EntityType, Row } from '../odata/entity-type.js';
import { entityTypeOf, rowOf, type FieldTable } from './field-table.js';
import { folderTypes } from './enum-names.js';
import { flag, guid, number, oneOf, text } from './property-types.js';

const fields: FieldTable<Folder> = {
  Key: [guid, ({ key }) => key],
  DisplayName: [text, ({ name }) => name],
  FullyQualifiedName: [text, ({ path }) => path],
  // Recorded in 2021 (version 12), absent from the contract of version 20; where they went is not known.
  FullyQualifiedNameOrderable: [text, ({ path }) => path, 0, 14],
  IsActive: [flag, () => true, 0, 14],
  Description: [text, () => null],
  FolderType: [oneOf(folderTypes), () => 'Standard', 11],
  IsPersonal: [flag, () => false, 15],
  ProvisionType: [oneOf(['Manual', 'Automatic']), () => 'Automatic'],
  PermissionModel: [oneOf(['InheritFromTenant', 'FineGrained']), () => 'FineGrained'],
  ParentId: [number, ({ parent }) => parent?.id],
  ParentKey: [guid, ({ parent }) => parent?.key],
  FeedType: [text, () => 'Processes'],
  Id: [number, ({ id }) => id],
};

export function folderRow(folder: Folder): Row {
  return rowOf(fields, folder);
}

export function folderType(apiVersion: number): EntityType {
  return entityTypeOf('UiPath.Server.Contracts.Folders.FolderDto', fields, apiVersion);
}
