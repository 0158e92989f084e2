import { guidOf } from '../guid.js';
import { behaviours } from '../model/behaviour.js';
import type { Folder } from '../model/folder.js';
import type { Release } from '../model/release.js';
import type { Robot } from '../model/robot.js';
import { seedTenant } from '../model/seed-tenant.js';
import type { Tenant } from '../model/tenant.js';
import type { Scenario } from './scenario-schema.js';

/** Where in a scenario something is wrong, as a path of keys and indices, and what. */
export class Misfit extends Error {
  constructor(
    readonly path: readonly PropertyKey[],
    message: string,
  ) {
    super(message);
  }
}

/** Builds what a scenario describes. Ids and keys that it leaves out depend on its text only. */
export function buildTenant(scenario: Scenario): Tenant {
  const seeds: Tenant = scenario.seeds ? seedTenant : { folders: [], releases: [], robots: [] };
  const folders = buildFolders(scenario, seeds.folders);
  const releases = [...seeds.releases, ...buildReleases(scenario, folders, seeds.releases)];
  const robots =
    scenario.robots.length === 0
      ? seedTenant.robots
      : [...seeds.robots, ...buildRobots(scenario, folders, seeds.robots)];
  unique('folders', 'id', scenario.folders, folders);
  unique('releases', 'id', scenario.releases, releases);
  unique('robots', 'id', scenario.robots, robots);
  uniqueNames(scenario, releases);
  return { folders, releases, robots };
}

function buildFolders(scenario: Scenario, seeds: readonly Folder[]): Folder[] {
  const folders = [...seeds];
  scenario.folders.forEach((given, index) => {
    const known = folders.find(({ path }) => path === given.path);
    if (known !== undefined && (given.id ?? given.key) !== undefined)
      throw new Misfit(
        ['folders', index, 'path'],
        `'${given.path}' is listed already; list a folder before its subfolders`,
      );
    addFolder(folders, given.path, given);
  });
  return folders;
}

/** Adds a folder after its parents. */
function addFolder(
  folders: Folder[],
  path: string,
  given: { id?: number | undefined; key?: string | undefined } = {},
): Folder {
  const known = folders.find((folder) => folder.path === path);
  if (known !== undefined) return known;
  const slash = path.lastIndexOf('/');
  const parent = slash === -1 ? null : addFolder(folders, path.slice(0, slash));
  const folder = {
    id: given.id ?? nextId(folders, 1),
    key: given.key?.toLowerCase() ?? guidOf(`folder ${path}`),
    name: path.slice(slash + 1),
    path,
    parent,
  };
  folders.push(folder);
  return folder;
}

function buildReleases(scenario: Scenario, folders: readonly Folder[], seeds: readonly Release[]): Release[] {
  const releases: Release[] = [];
  scenario.releases.forEach((given, index) => {
    releases.push({
      id: given.id ?? nextId([...seeds, ...releases], 101),
      key: given.key?.toLowerCase() ?? guidOf(`release ${given.folder}/${given.name}`),
      name: given.name,
      processKey: given.processKey ?? given.name.replaceAll(' ', '.'),
      processVersion: given.version ?? '1.0.0',
      outputArguments: given.outputArguments ?? [],
      folder: folderAt(folders, given.folder, ['releases', index, 'folder']),
      ...(given.environment && { environment: given.environment }),
      behaviour: given.behaviour ?? behaviours.echo,
    });
  });
  return releases;
}

function buildRobots(scenario: Scenario, folders: readonly Folder[], seeds: readonly Robot[]): Robot[] {
  const machines = [...new Set(scenario.robots.map(({ machine, name }) => machine ?? `VM-${name}`))];
  const robots: Robot[] = [];
  scenario.robots.forEach((given, index) => {
    const machineName = given.machine ?? `VM-${given.name}`;
    robots.push({
      id: given.id ?? nextId([...seeds, ...robots], 11),
      name: given.name,
      userName: given.user ?? `ACME\\${given.name}`,
      machineId: 1001 + machines.indexOf(machineName),
      machineName,
      capacity: given.capacity ?? 1,
      folders: given.folders?.map((path, place) => folderAt(folders, path, ['robots', index, 'folders', place])),
    });
  });
  return robots;
}

function folderAt(folders: readonly Folder[], path: string, field: readonly PropertyKey[]): Folder {
  const folder = folders.find((candidate) => candidate.path === path);
  if (folder !== undefined) return folder;
  const known = folders.map((candidate) => candidate.path).join(', ');
  throw new Misfit(field, `'${path}' is not a folder of the scenario; it has ${known === '' ? 'none' : known}`);
}

function nextId(taken: readonly { id: number }[], first: number): number {
  return Math.max(first - 1, ...taken.map(({ id }) => id)) + 1;
}

function unique(
  section: string,
  field: string,
  given: readonly { id?: number | undefined }[],
  built: readonly { id: number }[],
): void {
  given.forEach(({ id }, index) => {
    if (id !== undefined && built.filter((other) => other.id === id).length > 1) {
      throw new Misfit([section, index, field], `${id} is listed twice`);
    }
  });
}

/** Orchestrator allows a release name once in a folder. */
function uniqueNames(scenario: Scenario, releases: readonly Release[]): void {
  scenario.releases.forEach(({ name, folder }, index) => {
    if (releases.filter((release) => release.name === name && release.folder.path === folder).length > 1) {
      throw new Misfit(['releases', index, 'name'], `'${name}' is listed twice in ${folder}`);
    }
  });
}
