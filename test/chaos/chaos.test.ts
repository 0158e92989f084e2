import '../quiet-runtime.js';
import { expect, it } from 'vitest';
import { runChaos } from './run-chaos.js';
import { holds } from './verdict.js';

it('a short chaos leaves no job twice, none orphaned, none lost, no healthy one stopped, and no wrong outcome', async () => {
  const report = await runChaos({ seed: 11, durationMs: 20_000, haste: 2.5 });
  expect(report.broken).toEqual([]);
  expect(holds(report)).toBe(true);
  expect(report.runs).toBeGreaterThan(15);
  expect(report.jobsCreated).toBeGreaterThan(15);
  // A worker that is just starting again can be neither paused nor cut off, so no single number is certain.
  expect(report.workersKilled + report.workersPaused + report.partitions).toBeGreaterThan(3);
  expect(report.slowEffects).toBeGreaterThan(1);
  expect(report.passing404s).toBeGreaterThan(1);
  expect(report.serverRestarts).toBe(1);
  expect(report.storms).toBeGreaterThan(0);
}, 400_000);
