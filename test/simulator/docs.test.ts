import { operationNames } from '../../src/simulator/operation-names.js';
import { addSimulatorOptions } from '../../src/simulator/command-line.js';
import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { controlRoutes } from '../../src/simulator/serving/control-routes.js';
import { errorTable } from '../../src/simulator/errors/error-table.js';
import { faultKinds } from '../../src/simulator/faults/fault.js';
import { readScenario } from '../../src/simulator/scenario/read-scenario.js';

const page = readFileSync(new URL('../../docs/simulator.md', import.meta.url), 'utf8');

/** The cells of each table row that begins with `name` in backquotes. */
function rowsOf(name: string): string[][] {
  const lines = page.split('\n').filter((line) => line.startsWith(`| \`${name}\` `));
  return lines.map((line) => line.split('|').map((cell) => cell.trim()));
}

describe('the page on the simulator', () => {
  test.each(Object.entries(errorTable))('lists the error %s as the code has it', (name, { status, code }) => {
    const listed = rowsOf(name).map(([, , listedStatus, listedCode]) => [listedStatus, listedCode]);
    expect(listed).toEqual([[String(status), String(code)]]);
  });

  test('lists no error that the code lacks', () => {
    const section = page.slice(page.indexOf('## Errors'), page.indexOf('## Webhooks'));
    const names = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect(names).toEqual(Object.keys(errorTable));
  });

  test.each(faultKinds)('explains the fault %s', (kind) => {
    expect(rowsOf(kind)).toHaveLength(1);
  });

  test('names every operation, and none besides', () => {
    const [line = ''] = page.split('\n').filter((candidate) => candidate.startsWith('Operations: '));
    const names = [...line.matchAll(/`([\w.]+)`/g)].map(([, name]) => name);
    expect(names.sort()).toEqual([...operationNames].sort());
  });

  test('explains every option of the command line', () => {
    const options = addSimulatorOptions(new Command()).options.map(({ long }) => long ?? '');
    expect(options.length).toBeGreaterThan(8);
    for (const option of options) expect(rowsOf(option)).toHaveLength(1);
  });

  test('names every address of the control interface', () => {
    for (const { path } of controlRoutes) expect(page).toContain(`${path}\``);
  });

  test('shows a scenario that can be played', () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const { folders, releases, robots } = readScenario(parse(yaml));
    expect([folders.length, releases.length, robots.length]).toEqual([4, 2, 2]);
  });
});
