import { randomUUID } from 'node:crypto';
import { TokenStore } from '../auth/token-store.js';
import type { Clock } from '../clock.js';
import { InfoLinkError } from './info-link-error.js';
import { jobAt, type InfoLinkJob, type InfoLinkJobNow } from './job.js';

/** What the documents leave open; the defaults are the readings that are hardest for a client. */
export interface InfoLinkSettings {
  /** False: errors have status 200, so only the body reports them. True: 400, 401 or 404. */
  readonly errorStatus: boolean;
  /** What executeJob does with a jobId that exists: run again, refuse, or answer as if it had started. */
  readonly repeatedJobId: RepeatedJobId;
}

export const repeatedJobIds = ['runsAgain', 'refused', 'ignored'] as const;
export type RepeatedJobId = (typeof repeatedJobIds)[number];

const hardest: InfoLinkSettings = { errorStatus: false, repeatedJobId: 'runsAgain' };

/** Default lifetime of access tokens. */
const tokenLifetimeSeconds = 1_800;

export type InfoLinkOrder = Pick<InfoLinkJob, 'appId' | 'opName' | 'scenario' | 'parameters'> & {
  readonly jobId?: string | undefined;
};

/** The jobs, tokens and settings of the InfoLink beside the simulated Orchestrator. */
export class InfoLink {
  settings: InfoLinkSettings = hardest;
  readonly tokens: TokenStore;
  #jobs: InfoLinkJob[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly timeScale: number,
    lifetimeSeconds: number,
  ) {
    // 3600 is the simulator's default, which is Orchestrator's.
    this.tokens = new TokenStore(clock, lifetimeSeconds === 3600 ? tokenLifetimeSeconds : lifetimeSeconds, []);
  }

  /** `hiddenMs`: for how long no call finds the job. */
  start({ jobId = randomUUID(), ...order }: InfoLinkOrder, hiddenMs: number): InfoLinkJob {
    const known = this.#jobs.find((job) => job.jobId === jobId);
    if (known !== undefined && this.settings.repeatedJobId === 'ignored') return known;
    if (known !== undefined && this.settings.repeatedJobId === 'refused')
      throw new InfoLinkError(400, `Job "${jobId}" exists already.`);
    const now = this.clock.now();
    const job = { ...order, jobId, startedAt: now, visibleAt: now + hiddenMs };
    this.#jobs.push(job);
    return job;
  }

  stop(job: InfoLinkJob): void {
    job.stopAskedAt ??= this.clock.now();
  }

  /** Of several with one id, the latest. */
  find(appId: string, jobId: string): InfoLinkJob | undefined {
    return this.visible().findLast((job) => job.jobId === jobId && job.appId === appId);
  }

  visible(): InfoLinkJob[] {
    return this.#jobs.filter(({ visibleAt }) => visibleAt <= this.clock.now());
  }

  all(): InfoLinkJob[] {
    return [...this.#jobs];
  }

  stateOf(job: InfoLinkJob): InfoLinkJobNow {
    return jobAt(job, this.clock.now(), this.timeScale);
  }

  clear(): void {
    this.#jobs = [];
  }
}
