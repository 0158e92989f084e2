import { behaviours, type Behaviour } from './behaviour.js';
import type { Folder } from './folder.js';
import type { Release } from './release.js';
import type { Robot } from './robot.js';
import type { Tenant } from './tenant.js';

const shared = folder(1, 'Shared', null);
const finance = folder(2, 'Finance', null);
const payable = folder(3, 'Accounts Payable', finance);

function folder(id: number, name: string, parent: Folder | null): Folder {
  return {
    id,
    key: `11111111-aaaa-4aaa-8aaa-${String(id).padStart(12, '0')}`,
    name,
    path: parent === null ? name : `${parent.path}/${name}`,
    parent,
  };
}

type ReleaseSeed = readonly [name: string, processKey: string, folder: Folder, life: Behaviour, version?: string];

const releaseSeeds: readonly ReleaseSeed[] = [
  ['Echo', 'Echo.Process', shared, behaviours.echo],
  ['Fails', 'Fails.Process', shared, behaviours.fails],
  ['Slow', 'Slow.Process', shared, behaviours.slow],
  ['Stubborn', 'Stubborn.Process', shared, behaviours.stubborn],
  ['Suspends', 'Suspends.Process', shared, behaviours.suspends],
  ['Waits', 'Waits.Process', shared, behaviours.waits],
  ['Daily report', 'Report.Daily', finance, behaviours.echo, '2.1.0'],
  ['Daily report (old)', 'Report.Daily', finance, behaviours.echo, '1.4.2'],
  ['Extract invoices', 'Invoices.Extract', payable, behaviours.echo],
  ['Post invoices', 'Invoices.Post', payable, behaviours.echo],
];

const releases: readonly Release[] = releaseSeeds.map(([name, processKey, home, behaviour, version], index) => ({
  id: 101 + index,
  key: `22222222-bbbb-4bbb-8bbb-${String(101 + index).padStart(12, '0')}`,
  name,
  processKey,
  processVersion: version ?? '1.0.0',
  outputArguments: [],
  folder: home,
  behaviour,
}));

function robot(number: number, machineId: number, machineName: string): Robot {
  return {
    id: 10 + number,
    name: `acme-robot-0${number}`,
    userName: `ACME\\robot0${number}`,
    machineId,
    machineName,
    capacity: Number.POSITIVE_INFINITY,
    folders: undefined,
  };
}

/**
 * What a simulator has without a scenario; ids and keys never change. Its robots take any number of jobs, so that
 * all jobs run on the first one unless StartJobs names others.
 */
export const seedTenant: Tenant = {
  folders: [shared, finance, payable],
  releases,
  robots: [robot(1, 21, 'ACME-VM-01'), robot(2, 21, 'ACME-VM-01'), robot(3, 22, 'ACME-VM-02')],
};
