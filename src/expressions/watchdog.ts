import { read } from 'node:fs';
import { workerData } from 'node:worker_threads';

/**
 * A thread beside the one that evaluates, which may be busy for ever. It ends the process when the worker is gone
 * (standard input closes, even after a kill -9), or when the processor time of a batch is used up. The signals say why.
 */
export interface WatchdogData {
  /** Processor time at which the process must end, in milliseconds; 0 while it is idle. */
  deadline: Float64Array;
}

const { deadline } = workerData as WatchdogData;
const betweenLooksMs = 20;

function waitForEnd(): void {
  read(0, Buffer.alloc(1), 0, 1, null, (error, bytes) => {
    if (error || bytes === 0) process.kill(process.pid, 'SIGKILL');
    else waitForEnd();
  });
}

waitForEnd();
setInterval(() => {
  const [endMs = 0] = deadline;
  const { user, system } = process.cpuUsage();
  if (endMs > 0 && (user + system) / 1000 > endMs) process.kill(process.pid, 'SIGALRM');
}, betweenLooksMs);
