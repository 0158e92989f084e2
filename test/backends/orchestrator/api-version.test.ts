import { describe, expect, it } from 'vitest';
import { apiVersionOf, fieldsFor } from '../../../src/backends/orchestrator/api-version.js';
import { folderHeaders } from '../../../src/backends/orchestrator/folder-headers.js';

const start = { ReleaseKey: 'k', Strategy: 'ModernJobsCount', Reference: 'r', BatchExecutionKey: 'b' };

describe('apiVersionOf', () => {
  it.each([
    ['12.0', 12],
    ['13.0, 20.0, 15.0', 20],
    ['11.1', 11],
    ['', undefined],
    ['latest', undefined],
    ['1.0', undefined],
    ['3.0', undefined],
    ['1.0, 3.0', undefined],
    ['20.0, 21.0', undefined],
  ])('reads %s as %s', (header, version) => expect(apiVersionOf(header)).toBe(version));
});

describe('fieldsFor', () => {
  it('leaves out our key where the server is too old for it', () => {
    expect(fieldsFor(13, start)).toEqual({ ReleaseKey: 'k', Strategy: 'ModernJobsCount', Reference: 'r' });
    expect(fieldsFor(15, start)).toEqual(start);
    expect(fieldsFor(undefined, start)).toEqual(start);
  });

  it('refuses a field of the user that the server does not know, naming the version it needs', () => {
    expect(() => fieldsFor(17, { ...start, EntryPointPath: 'x', RunAsMe: true })).toThrow(
      'The server speaks API version 17; EntryPointPath needs 20.',
    );
  });
});

describe('folderHeaders', () => {
  const folder = { id: 3, key: 'f-3', path: 'Finance/Büro' };
  it('prefers the key, which does not change with the licence', () =>
    expect(folderHeaders(folder, 20)).toEqual({ 'X-UIPATH-FolderKey': 'f-3' }));
  it('gives the id to servers that know no key header', () =>
    expect(folderHeaders(folder, 11)).toEqual({ 'X-UIPATH-OrganizationUnitId': '3' }));
  it('encodes a path that is not ASCII as Base64 of UTF-16LE', () =>
    expect(folderHeaders({ path: 'é' }, 20)).toEqual({ 'X-UIPATH-FolderPath-Encoded': '6QA=' }));
  it('sends a plain path as it is', () =>
    expect(folderHeaders({ path: 'A/B c' }, 20)).toEqual({ 'X-UIPATH-FolderPath': 'A/B c' }));
});
