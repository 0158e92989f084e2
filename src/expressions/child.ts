import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { EvaluateInput, EvaluateResult } from '../contract/chain/evaluation.js';
import { evaluateBatch } from './evaluate-batch.js';
import type { WatchdogData } from './watchdog.js';

/** The program of a child process: evaluates one batch after the other. */

export interface ChildTask {
  input: EvaluateInput;
  /** Processor time that it may use. */
  cpuMs: number;
}

export type ChildReply = { ready: true } | { result: EvaluateResult } | { error: string };

const deadline = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** Others go first: the worker's own work, and if memory runs out, it is this process that the system ends. */
function stepBack(): void {
  try {
    setPriority(Number(process.argv[2]));
    if (process.platform === 'linux') writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // A system that does not allow it still evaluates.
  }
}

const reply = (message: ChildReply): void => void process.send?.(message);

async function perform({ input, cpuMs }: ChildTask): Promise<void> {
  const { user, system } = process.cpuUsage();
  deadline[0] = (user + system) / 1000 + cpuMs;
  try {
    reply({ result: await evaluateBatch(input) });
  } catch (error) {
    reply({ error: error instanceof Error ? error.message : String(error) });
  } finally {
    deadline[0] = 0;
  }
}

stepBack();
new Worker(new URL(`./watchdog.${extension}`, import.meta.url), {
  workerData: { deadline } satisfies WatchdogData,
  resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
});
process.on('message', (task: ChildTask) => void perform(task));
process.on('disconnect', () => process.exit());
reply({ ready: true });
