import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { run, type Said } from './run.js';

const example = fileURLToPath(new URL('../../examples/pay-invoices/chains/pay-invoices.yaml', import.meta.url));
const chain = (...args: string[]): Promise<Said> => run(['chain', ...args]);

describe('temporal-rpa chain', () => {
  it('validate says that a chain can run', async () => {
    expect(await chain('validate', example)).toEqual({
      stdout: `${example}: chain 'pay-invoices' with 5 steps can run\n`,
      stderr: '',
      code: 0,
    });
  });

  it('validate prints each fault with its place, and ends with 1', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chain-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'faulty.yaml');
    writeFileSync(file, 'name: a\nsteps:\n  one:\n    when: yes\n    job: { count: 0 }\n');
    const { code, stdout, stderr } = await chain('validate', file, example);
    expect(code).toBe(1);
    expect(stderr).toContain(`${file}:4:5 steps.one.when must be an expression`);
    expect(stdout).toContain('can run');
    expect((await chain('validate', join(folder, 'none.yaml'))).stderr).toContain('cannot be read (ENOENT)');
  });

  it('graph draws a chain', async () => {
    const { stdout } = await chain('graph', example);
    expect(stdout).toMatch(/^flowchart TD\n/);
    for (const line of [
      'post[["post<br/>Post invoice"]]',
      'extract --> post',
      'post -->|when| review',
      'post -.->|undo| post_undo',
    ])
      expect(stdout).toContain(line);
  });

  it('says how it is used', async () => {
    expect(await chain()).toMatchObject({ code: 0, stdout: expect.stringContaining('validate') as string });
    for (const [args, message] of [
      [['draw', example], "unknown command 'draw'"],
      [['validate'], "missing required argument 'files'"],
      [['graph'], "missing required argument 'file'"],
      [['graph', example, example], 'too many arguments'],
    ] as const)
      expect(await chain(...args)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining(message) as string,
      });
  });
});
