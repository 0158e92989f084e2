import type { ChildProcess } from 'node:child_process';

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The hooks are on the process, so their state is too: one set for all servers that this process started. */
const running = new Set<ChildProcess>();

/** Makes `child` end with this process; returns a function that undoes this. */
export function endWithThisProcess(child: ChildProcess): () => void {
  if (running.size === 0) {
    process.on('exit', killAll);
    endingSignals.forEach((signal) => process.on(signal, atSignal));
  }
  running.add(child);
  return () => {
    if (running.delete(child) && running.size === 0) unhook();
  };
}

function killAll(): void {
  running.forEach((child) => child.kill('SIGKILL'));
}

function unhook(): void {
  process.off('exit', killAll);
  endingSignals.forEach((signal) => process.off(signal, atSignal));
}

function atSignal(signal: NodeJS.Signals): void {
  // Others that listen decide when this process ends; `exit` follows.
  if (process.listenerCount(signal) > 1) return;
  killAll();
  unhook();
  process.kill(process.pid, signal);
}
