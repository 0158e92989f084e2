import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadChains } from '../../../src/config/chains/load-chains.js';
import { Faults } from '../../../src/config/faults.js';

const good = 'name: good\nsteps:\n  a:\n    job: { process: Echo }\n';

function load(files: Record<string, string>, folder?: string): { names: string[]; faults: string[] } {
  const path = mkdtempSync(join(tmpdir(), 'chains-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  const faults = new Faults();
  const chains = loadChains({ folder: folder ?? path, origin: { option: 'chains', variable: 'RPA_CHAINS' } }, faults);
  const faultTexts = faults.list.map(({ place, message }) => `${(place ?? '').replace(`${path}/`, '')} ${message}`);
  return { names: Object.keys(chains), faults: faultTexts };
}

describe('the folder of chains', () => {
  it('gives its YAML and JSON files by the names of their chains, and leaves other files alone', () => {
    const json = JSON.stringify({ name: 'from json', steps: { a: { chain: { name: 'good' } } } });
    expect(load({ 'a.yaml': good, 'b.json': json, 'c.txt': 'x', 'README.md': '#' })).toEqual({
      names: ['good', 'from json'],
      faults: [],
    });
    expect(loadChains(undefined, new Faults())).toEqual({});
  });

  it('tells all faults of all files, with line and column', () => {
    const { faults } = load({
      'a.yaml': 'name: a\nsteps:\n  one:\n    needs: [two]\n    job:\n      proces: Echo\n  three: {}\n',
      'b.yml': 'name: b\nsteps:\n  one: [',
      'c.yaml': good.replace('good', 'twice'),
      'd.yaml': good.replace('good', 'twice'),
      'e.yaml': 'name: e\nsteps:\n  a:\n    chain: { name: gut }\n  b:\n    chain: { name: f }\n',
      'f.yaml': 'name: f\nsteps:\n  a:\n    chain: { name: e }\n',
      'g.yaml': good,
      'h.yaml': 'name: h\nsteps:\n  a:\n    when: "{% 1 + %}"\n    wait: 1m\n  a:\n    wait: 1m\n',
      'i.yaml': 'name: i\nsteps:\n  a:\n    when: "{% 1 + %}"\n    wait: 1m\n',
    });
    const found = faults.join('\n');
    for (const fault of [
      'a.yaml:4:13 has a fault: steps.one.needs.0 is not a step of this chain',
      "a.yaml:6:7 has a fault: steps.one.job.proces is not a field here; did you mean 'process'?",
      'a.yaml:7:3 has a fault: steps.three must have one of job,',
      'b.yml:3:9 has a fault: chain is invalid YAML',
      "d.yaml has two chains 'twice'; the other is",
      "e.yaml has a fault: chain.steps.a.chain.name names an unknown chain: 'gut'",
      'e.yaml has a cycle of chains: e runs f runs e',
      'h.yaml:6:3 has a fault: chain is invalid YAML: Map keys must be unique',
      'i.yaml:4:5 has a fault: steps.a.when is not a JSONata expression',
    ])
      expect(found).toContain(fault);
  });

  it('must be there', () => {
    expect(load({}, '/nowhere/chains').faults).toEqual([' names a folder that cannot be read (ENOENT)']);
  });
});
