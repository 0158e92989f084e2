import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readScenario } from '../../../src/simulator/scenario/read-scenario.js';
import { ScenarioError } from '../../../src/simulator/scenario/scenario-error.js';
import { action, simulate } from '../simulator-client.js';

const invoices = fileURLToPath(new URL('invoices.yaml', import.meta.url));

function fileWith(text: string, name = 'scenario.yaml'): string {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('a scenario file', () => {
  test('replaces folders, releases and robots, parents included', async () => {
    const { get } = await simulate({ scenario: invoices });
    const folders = (await get('/odata/Folders', { folder: null })).rows;
    expect(folders.map(({ Id, FullyQualifiedName }) => [Id, FullyQualifiedName])).toEqual([
      [1, 'Finance'],
      [2, 'Finance/Accounts Payable'],
      [7, 'Shared'],
    ]);
    expect(folders[2]).toMatchObject({ Key: '33333333-cccc-4ccc-8ccc-000000000007' });
    const [release] = (await get('/odata/Releases', { folder: 'Finance/Accounts Payable' })).rows;
    expect(release).toMatchObject({
      Name: 'Extract invoices',
      ProcessKey: 'Invoices.Extract',
      ProcessVersion: '2.0.1',
    });
  });

  test('gives keys that are the same in every run', () => {
    expect(readScenario(invoices).releases.map(({ key }) => key)).toEqual(
      readScenario(invoices).releases.map(({ key }) => key),
    );
  });

  test('gives a release its life: outcomes by attempt, output from the input, reaction to stops', async () => {
    const { post, get, clock } = await simulate({ scenario: invoices });
    const folder = 'Finance/Accounts Payable';
    const start = async () => {
      const startInfo = { ReleaseName: 'Extract invoices', InputArguments: '{"day":"2026-02-30"}' };
      const { rows } = await post(action('StartJobs'), { startInfo }, { folder });
      return async () => (await get(`/odata/Jobs(${String(rows[0]?.Id)})`, { folder })).body;
    };
    const [first, second] = [await start(), await start()];
    clock.advance(30_000);
    expect(await first()).toMatchObject({ State: 'Running' });
    clock.advance(60_000);
    expect((await first()).JobError).toMatchObject({
      category: 'User',
      code: 'User.NoSuchDay',
      detail: 'There is no 2026-02-30.',
    });
    const output = { day: '2026-02-30', count: 3, text: 'day 2026-02-30, try 2' };
    expect(await second()).toMatchObject({ State: 'Successful', OutputArguments: JSON.stringify(output) });
  });

  test('may be JSON, and may keep the seeds', async () => {
    const text = JSON.stringify({ seeds: true, releases: [{ name: 'More', folder: 'Shared' }] });
    const { get } = await simulate({ scenario: fileWith(text, 'scenario.json') });
    const names = (await get('/odata/Releases')).rows.map(({ Name }) => Name);
    expect(names).toEqual(['Echo', 'Fails', 'Slow', 'Stubborn', 'Suspends', 'Waits', 'More']);
  });

  test('may be an object of a test', async () => {
    const scenario = { folders: ['Shared'], releases: [{ name: 'Echo', folder: 'Shared' }] };
    const { start, job, clock } = await simulate({ scenario });
    const { Id } = await start('Echo', { a: 1 });
    clock.advance(1_000);
    expect(await job(Id)).toMatchObject({ State: 'Successful', OutputArguments: '{"a":1}' });
  });
});

describe('a malformed scenario is one error with line and field:', () => {
  const release = (behaviour: string) =>
    `folders: [A]\nreleases:\n  - name: R\n    folder: A\n    behaviour:\n${behaviour}\n`;

  test.each([
    ['folders: [', /scenario\.yaml:1: .+/],
    ['- a', /scenario\.yaml:1: the scenario: Invalid input: expected object, received array\.$/],
    ['folders: [A]\nreleasse: []', /scenario\.yaml:2: releasse: is not a known field\.$/],
    ['folders:\n  - A\n  - /B', /scenario\.yaml:3: folders\[1\]: must be a path such as Finance\/Accounts Payable\.$/],
    ['folders: [A]\nreleases:\n  - name: R', /scenario\.yaml:3: releases\[0\]\.folder: .+/],
    [
      'folders: [A]\nreleases:\n  - name: R\n    folder: B',
      /scenario\.yaml:4: releases\[0\]\.folder: 'B' is not a folder of the scenario; it has A\.$/,
    ],
    [
      'folders: [A]\nreleases:\n  - { name: R, folder: A }\n  - { name: R, folder: A }',
      /scenario\.yaml:3: releases\[0\]\.name: 'R' is listed twice in A\.$/,
    ],
    ['folders: [{ path: A, id: 1 }, { path: B, id: 1 }]', /folders\[0\]\.id: 1 is listed twice\.$/],
    ['folders: [A/B, { path: A, id: 9 }]', /folders\[1\]\.path: 'A' is listed already/],
    ['robots:\n  - name: r\n    capacity: 0', /scenario\.yaml:3: robots\[0\]\.capacity: .+1/],
    ['robots:\n  - name: r\n    folders: [X]', /scenario\.yaml:3: robots\[0\]\.folders\[0\]: 'X' is not a folder/],
    [
      release('      running: soon'),
      /scenario\.yaml:6: releases\[0\]\.behaviour\.running: must be a duration such as 250ms, 5s, 2m, 1h or never\.$/,
    ],
    [release('      pendingReasons: [Lazy]'), /:6: releases\[0\]\.behaviour\.pendingReasons\[0\]: .*RobotBusy/],
    [release('      outcomes:\n        - end: Maybe'), /:7: releases\[0\]\.behaviour\.outcomes\[0\]\.end: .+/],
    [
      release('      outcomes: [{ end: Faulted, category: Weather }]'),
      /outcomes\[0\]\.category: .*"User".*"Deployment".*"System"/,
    ],
    [release('      softStop: { after: 1s, end: Never }'), /:6: releases\[0\]\.behaviour\.softStop\.end: .+/],
    [release('      softStop: gently'), /:6: releases\[0\]\.behaviour\.softStop: .+/],
    [release('      kill: { after: 1s }'), /:6: releases\[0\]\.behaviour\.kill\.end: .+/],
  ])('%j', (text, message) => {
    const file = fileWith(text);
    expect(() => readScenario(file)).toThrow(ScenarioError);
    expect(() => readScenario(file)).toThrow(message);
  });

  test('also of an object, and of a file that is not there', async () => {
    await expect(simulate({ scenario: { folders: [''] } })).rejects.toThrow('folders[0]: must be a path');
    await expect(simulate({ scenario: 'nowhere.yaml' })).rejects.toThrow('The scenario nowhere.yaml cannot be read');
  });
});
