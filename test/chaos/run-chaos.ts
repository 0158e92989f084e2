import { Client, Connection } from '@temporalio/client';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type JobDto, type Simulator, startSimulator } from '../../src/simulator/index.js';
import { followRun } from './follow-run.js';
import { type Disturbance, makePlan, type Plan, scenario } from './plan.js';
import { TemporalProxy } from './temporal-proxy.js';
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
  /** The way of each worker to the server. */
  proxies: readonly TemporalProxy[];
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
  const proxies = [0, 1].map(() => new TemporalProxy(() => addressOf(server)));
  try {
    await server.start();
    const addresses = await Promise.all(proxies.map((proxy) => proxy.start()));
    const workers = new WorkerPool((index) => ({
      TEMPORAL_ADDRESS: addresses[index] ?? '',
      UIPATH_URL: simulator.cloudUrl,
      UIPATH_CLIENT_ID: 'sim-client',
      UIPATH_CLIENT_SECRET: 'sim-secret',
      UIPATH_VISIBILITY_WINDOW: '5s',
      UIPATH_EFFECT_WINDOW: '5s',
    }));
    workers.start(proxies.length);
    const connection = await Connection.connect({ address: server.address });
    const field: Field = { plan: makePlan(seed, durationMs, haste), simulator, server, proxies, workers };
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
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await server.stop();
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function addressOf({ address }: RestartableServer): { host: string; port: number } {
  const { hostname, port } = new URL(`http://${address}`);
  return { host: hostname, port: Number(port) };
}

async function disturb(
  { plan, simulator, server, proxies, workers }: Field,
  begin: number,
  log: (line: string) => void,
): Promise<void> {
  const passing: Promise<void>[] = [];
  for (const disturbance of plan.disturbances) {
    await sleep(Math.max(0, begin + disturbance.at - Date.now()));
    log(`${Math.round(disturbance.at / 1000)} s: ${disturbance.what}`);
    switch (disturbance.what) {
      case 'killWorker':
        workers.kill(disturbance.worker);
        break;
      case 'pauseWorker':
        passing.push(workers.pause(disturbance.worker, disturbance.forMs));
        break;
      case 'partition':
        passing.push(proxies[disturbance.worker]?.cut(disturbance.forMs) ?? Promise.resolve());
        break;
      case 'restartServer':
        await server.crash(2_000);
        break;
      case 'storm':
        simulator.addFault({ operation: '*', fault: 'throttle', retryAfterSeconds: 3, times: disturbance.calls });
        break;
      case 'slowStart':
        simulator.addFault({ operation: 'StartJobs', fault: 'drop', effectAfterMs: disturbance.effectAfterMs });
        break;
      case 'missingJob':
        simulator.addFault({ operation: 'Jobs.get', fault: 'error', error: 'NotFound', times: disturbance.polls });
    }
  }
  await Promise.all(passing);
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
  const { plan, simulator, server, proxies, workers } = field;
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
  const planned = (wanted: Disturbance['what']): number =>
    plan.disturbances.filter(({ what }) => what === wanted).length;
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
    healthyJobsStopped: sum(({ verdict }) => verdict.healthyStopped),
    refused: sum(({ verdict }) => Number(verdict.refused)),
    startsUnknown: sum(({ verdict }) => Number(verdict.unknown)),
    stopsUnconfirmed: sum(({ verdict }) => Number(verdict.unconfirmed)),
    longestRecoverySeconds: Math.round(Math.max(...judged.map(({ recoveryMs }) => recoveryMs)) / 100) / 10,
    callsPerJob: Math.round((simulator.calls().length / Math.max(1, all.length)) * 10) / 10,
    workersKilled: workers.killed,
    workersPaused: workers.paused,
    partitions: proxies.reduce((total, { cuts }) => total + cuts, 0),
    slowEffects: planned('slowStart'),
    passing404s: planned('missingJob'),
    serverRestarts: server.restarts,
    storms: planned('storm'),
    broken: judged
      .filter(
        ({ verdict: { duplicates, orphans, healthyStopped, lost, wrong } }) =>
          duplicates + orphans + healthyStopped > 0 || lost || wrong !== undefined,
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
