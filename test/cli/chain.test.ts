import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const example = fileURLToPath(new URL('../../examples/pay-invoices/chains/pay-invoices.yaml', import.meta.url));
const chain = (...args: string[]): Promise<{ stdout: string; stderr: string; code?: number }> =>
  promisify(execFile)(process.execPath, [program, 'chain', ...args]).catch(
    (error: unknown) => error as { stdout: string; stderr: string; code: number },
  );

/** Needs `npm run build` first, as `npm test` does. */
describe('temporal-rpa chain', () => {
  it('validate says that a chain can run', async () => {
    expect(await chain('validate', example)).toMatchObject({
      stdout: `${example}: chain 'pay-invoices' with 5 steps can run\n`,
      stderr: '',
    });
  });

  it('validate prints each fault with its place, and ends with 1', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chain-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'faulty.yaml');
    writeFileSync(file, 'name: a\nsteps:\n  one:\n    when: yes\n    job: { count: 0 }\n');
    const { code, stderr } = await chain('validate', example, file);
    expect(code).toBe(1);
    expect(stderr).toContain(`${file}:4:5 steps.one.when must be an expression`);
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

  it('tells how it is used', async () => {
    expect((await chain()).stdout).toContain('validate');
    expect(await chain('draw', example)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Not a command') as string,
    });
  });
});
