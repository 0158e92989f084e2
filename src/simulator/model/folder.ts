export interface Folder {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly path: string;
  readonly parentId: number | null;
}

/** The folders every simulator starts with; their ids and keys never change. */
export const seedFolders: readonly Folder[] = [
  { id: 1, key: '11111111-aaaa-4aaa-8aaa-000000000001', name: 'Shared', path: 'Shared', parentId: null },
  { id: 2, key: '11111111-aaaa-4aaa-8aaa-000000000002', name: 'Finance', path: 'Finance', parentId: null },
  {
    id: 3,
    key: '11111111-aaaa-4aaa-8aaa-000000000003',
    name: 'Accounts Payable',
    path: 'Finance/Accounts Payable',
    parentId: 2,
  },
];
