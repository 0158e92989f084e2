import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EvaluateInput, EvaluateResult } from '../contract/chain/evaluation.js';
import type { ChildReply, ChildTask } from './child.js';

/** What one batch may use of the machine. */
export interface Allowance {
  /** Processor time; on a busy machine a batch takes longer by the clock. */
  cpuMs: number;
  heapMb: number;
  /** Of the process, as `os.setPriority` takes it. */
  priority: number;
}

/** Why a process ended during a batch. */
export class EvaluatorDied extends Error {
  constructor(readonly reason: 'time' | 'memory') {
    super(`A process that evaluates expressions ended: ${reason}`);
  }
}

/** A process that gets no processor time at all is ended after this many times its allowance. */
const clockTimeFactor = 12;

const fromSources = import.meta.url.endsWith('.ts');
const program = fileURLToPath(new URL(`./child.${fromSources ? 'ts' : 'js'}`, import.meta.url));

/** A child process that evaluates one batch at a time. It ends with this process, however that ends. */
export class EvaluatorProcess {
  private readonly child: ChildProcess;
  private readonly ready: Promise<void>;
  /** Settles the batch in work. */
  private settle: ((outcome: EvaluateResult | Error) => void) | undefined;
  alive = true;

  constructor(private readonly allowance: Allowance) {
    this.child = fork(program, [String(allowance.priority)], {
      execArgv: [...(fromSources ? process.execArgv : []), `--max-old-space-size=${allowance.heapMb}`],
      // Expressions need no variables, so a fault in the engine could show none.
      env: process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot } : {},
      // It reads the end of its input when this process is gone. What V8 prints when memory runs out is of no use.
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    });
    this.ready = new Promise((resolve, reject) => {
      this.child.on('message', (reply: ChildReply) => {
        if ('ready' in reply) resolve();
        else this.settle?.('result' in reply ? reply.result : new Error(reply.error));
      });
      const end = (error: Error): void => {
        this.alive = false;
        reject(error);
        this.settle?.(error);
      };
      this.child.once('error', end);
      this.child.once('exit', (_, signal) => {
        end(new EvaluatorDied(signal === 'SIGALRM' || this.tookTooLong ? 'time' : 'memory'));
      });
    });
    this.ready.catch(() => undefined);
    this.child.stdin?.on('error', () => undefined);
  }

  private tookTooLong = false;

  /** Rejects with `EvaluatorDied` if the batch used up its allowance. */
  async evaluate(input: EvaluateInput): Promise<EvaluateResult> {
    await this.ready;
    this.hold(true);
    const outcome = new Promise<EvaluateResult | Error>((resolve) => (this.settle = resolve));
    const timer = setTimeout(() => {
      this.tookTooLong = true;
      this.end();
    }, this.allowance.cpuMs * clockTimeFactor);
    this.child.send({ input, cpuMs: this.allowance.cpuMs } satisfies ChildTask, (error) => {
      if (error) this.end();
    });
    const settled = await outcome;
    clearTimeout(timer);
    this.settle = undefined;
    this.hold(false);
    if (settled instanceof Error) throw settled;
    return settled;
  }

  end(): void {
    this.child.kill('SIGKILL');
  }

  /** An idle child does not keep this process alive. */
  private hold(busy: boolean): void {
    if (busy) {
      this.child.ref();
      this.child.channel?.ref();
    } else {
      this.child.unref();
      this.child.channel?.unref();
    }
  }
}
