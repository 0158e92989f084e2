import { Client, Connection } from '@temporalio/client';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type JobDto, type Simulator, startSimulator } from '../../src/simulator/index.js';
import { followRun } from './follow-run.js';
import { makePlan, type Plan, scenario } from './plan.js';
import { RestartableServer } from './temporal-server.js';
import { judge, type Report, type RunEnd } from './verdict.js';
import { WorkerPool } from './worker-pool.js';

export interface ChaosOptions {
  seed: number;
  durationMs: number;
  /** Per cent of the simulator's calls that fail somehow. Default 5. */
  percent?: number;
  /** How many times as fast jobs live and disturbances come. Default 1. */
  haste?: number;
  log?: (line: string) => void;
}

/** How long after the last disturbance every run must have ended. */
const settleMs = 240_000;

interface Field {
  plan: Plan;
  simulator: Simulator;
  server: RestartableServer;
  workers: WorkerPool;
}

/** Runs a plan against real processes, then compares what Temporal says with what the simulator knows. */
export async function runChaos(options: ChaosOptions): Promise<Report> {
  const { seed, durationMs, percent = 5, haste = 1, log = () => undefined } = options;
  const folder = await mkdtemp(join(tmpdir(), 'temporal-rpa-chaos-'));
  const simulator = await startSimulator({
    scenario,
    timeScale: haste,
    visibilityDelayMs: 1_500,
    rateLimits: { jobsListPerMinute: 100 },
    randomFaults: { percent, seed },
  });
  const server = new RestartableServer(join(folder, 'temporal.db'));
  try {
    await server.start();
    const workers = new WorkerPool({
      TEMPORAL_ADDRESS: server.address,
      UIPATH_URL: simulator.cloudUrl,
      UIPATH_CLIENT_ID: 'sim-client',
      UIPATH_CLIENT_SECRET: 'sim-secret',
      UIPATH_VISIBILITY_WINDOW: '5s',
      UIPATH_EFFECT_WINDOW: '5s',
    });
    workers.start(2);
    const connection = await Connection.connect({ address: server.address });
    const field: Field = { plan: makePlan(seed, durationMs, haste), simulator, server, workers };
    try {
      const client = new Client({ connection });
      const begin = Date.now();
      const until = begin + durationMs + settleMs;
      const ends = Promise.all(field.plan.runs.map((run) => followRun(client, run, begin, until)));
      await disturb(field, begin, log);
      log('No more disturbances; the runs come to their ends.');
      const report = reportOf(options, field, await ends);
      for (const { run } of report.broken) log(await describeRun(client, run.workflowId));
      if (report.broken.length > 0) log(workers.tail());
      return report;
    } finally {
      await workers.stop();
      await connection.close();
    }
  } finally {
    await server.stop();
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function disturb(
  { plan, simulator, server, workers }: Field,
  begin: number,
  log: (line: string) => void,
): Promise<void> {
  for (const disturbance of plan.disturbances) {
    await sleep(Math.max(0, begin + disturbance.at - Date.now()));
    log(`${Math.round(disturbance.at / 1000)} s: ${disturbance.what}`);
    if (disturbance.what === 'killWorker') workers.kill(disturbance.worker);
    else if (disturbance.what === 'restartServer') await server.crash(2_000);
    else simulator.addFault({ operation: '*', fault: 'throttle', retryAfterSeconds: 3, times: disturbance.calls });
  }
}

/** What a person would look at in the UI. */
async function describeRun(client: Client, workflowId: string): Promise<string> {
  const handle = client.workflow.getHandle(workflowId);
  const { raw } = await handle.describe();
  const { events } = await handle.fetchHistory();
  const times = (events ?? []).map(({ eventTime, eventType }) => {
    const at = new Date(Number(eventTime?.seconds) * 1000).toISOString().slice(11, 19);
    return `${at} ${String(eventType)}`;
  });
  return [workflowId, JSON.stringify(raw.pendingActivities), JSON.stringify(raw.pendingWorkflowTask), ...times].join(
    '\n  ',
  );
}

function reportOf({ seed, durationMs }: ChaosOptions, field: Field, ends: readonly RunEnd[]): Report {
  const { plan, simulator, server, workers } = field;
  const all = simulator.jobs();
  const jobsOf = (workflowId: string): JobDto[] =>
    all.filter(({ Reference }) => String(Reference).endsWith(`:${workflowId}`));
  const judged = plan.runs.map((run, index) => {
    const end = ends[index] ?? { status: 'RUNNING' };
    const jobs = jobsOf(run.workflowId);
    const lastEnd = Math.max(...jobs.map(({ EndTime }) => Date.parse(String(EndTime))));
    const recoveryMs = end.closedAt !== undefined && Number.isFinite(lastEnd) ? end.closedAt - lastEnd : 0;
    return { run, end, jobs, recoveryMs, verdict: judge(run, end, jobs) };
  });
  const sum = (count: (item: (typeof judged)[number]) => number): number =>
    judged.reduce((total, item) => total + count(item), 0);
  const storms = plan.disturbances.filter(({ what }) => what === 'storm').length;
  return {
    seed,
    minutes: durationMs / 60_000,
    runs: judged.length,
    jobsIntended: sum(({ run }) => run.count),
    jobsCreated: all.length,
    duplicates: sum(({ verdict }) => verdict.duplicates),
    orphans: sum(({ verdict }) => verdict.orphans),
    lost: sum(({ verdict }) => Number(verdict.lost)),
    wrongOutcomes: sum(({ verdict }) => Number(verdict.wrong !== undefined)),
    refused: sum(({ verdict }) => Number(verdict.refused)),
    startsUnknown: sum(({ verdict }) => Number(verdict.unknown)),
    stopsUnconfirmed: sum(({ verdict }) => Number(verdict.unconfirmed)),
    longestRecoverySeconds: Math.round(Math.max(...judged.map(({ recoveryMs }) => recoveryMs)) / 100) / 10,
    callsPerJob: Math.round((simulator.calls().length / Math.max(1, all.length)) * 10) / 10,
    workersKilled: workers.killed,
    serverRestarts: server.restarts,
    storms,
    broken: judged
      .filter(
        ({ verdict: { duplicates, orphans, lost, wrong } }) => duplicates + orphans > 0 || lost || wrong !== undefined,
      )
      .map(({ run, end, jobs, verdict }) => ({
        run,
        end,
        verdict,
        jobs: jobs.map(({ Id, State, Reference, StartTime, EndTime }) => ({
          Id,
          State,
          Reference,
          StartTime,
          EndTime,
        })),
      })),
  };
}
