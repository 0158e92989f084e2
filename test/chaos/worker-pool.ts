import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** Of the build, in the project's folder, where npm and vitest run. */
const program = resolve('dist/worker.js');

/** Worker processes, each started again whenever it ends, as a cluster would. */
export class WorkerPool {
  killed = 0;
  paused = 0;
  private readonly children: (ChildProcess | undefined)[] = [];
  private stopping = false;
  private readonly log: string[] = [];

  /** `environmentOf`: the variables of each worker, by its number. */
  constructor(private readonly environmentOf: (index: number) => Record<string, string>) {}

  start(count: number): void {
    for (let index = 0; index < count; index += 1) this.spawn(index);
  }

  /** Ends one with SIGKILL; it is back after a second or so. */
  kill(index: number): void {
    if (this.children[index]?.kill('SIGKILL') === true) this.killed += 1;
  }

  /** Holds one with SIGSTOP, as a suspended machine does, and lets it go on later. */
  async pause(index: number, forMs: number): Promise<void> {
    const child = this.children[index];
    if (child?.kill('SIGSTOP') !== true) return;
    this.paused += 1;
    await new Promise((resolve) => setTimeout(resolve, forMs));
    child.kill('SIGCONT');
  }

  /** Last lines of all of them. */
  tail(): string {
    return this.log.slice(-30).join('\n');
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const ends = this.children.map(async (child) => {
      if (child?.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    });
    await Promise.all(ends);
  }

  private spawn(index: number): void {
    const child = spawn(process.execPath, [program], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        RPA_HEALTH_ADDRESS: 'off',
        RPA_LOG_LEVEL: 'error',
        ...this.environmentOf(index),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children[index] = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => {
        this.log.push(
          ...data
            .toString()
            .split('\n')
            .filter((line) => line !== ''),
        );
        this.log.splice(0, Math.max(0, this.log.length - 200));
      });
    child.once('exit', () => {
      if (!this.stopping) setTimeout(() => this.spawn(index), 1_000).unref();
    });
  }
}
