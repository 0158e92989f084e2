import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { advanceJob } from './job-machine.js';
import type { Job, JobOrder } from './job.js';

const firstId = 100_001;

/** All jobs of one simulator. Whatever it hands out has been brought up to the present first. */
export class JobStore {
  #jobs: Job[] = [];
  readonly #byId = new Map<number, Job>();
  readonly #byKey = new Map<string, Job>();
  readonly #attempts = new Map<string, number>();
  #nextId = firstId;

  constructor(private readonly clock: Clock) {}

  /** `hiddenMs`: for how long lists do not show it. */
  create(order: JobOrder, hiddenMs = 0): Job {
    const now = this.clock.now();
    const job: Job = {
      ...order,
      id: this.#nextId++,
      key: randomUUID(),
      createdAt: now,
      visibleAt: now + hiddenMs,
      attempt: this.#countAttempt(order),
      state: 'Pending',
      stateSince: now,
      startedAt: null,
      runEndsAt: Number.POSITIVE_INFINITY,
      endedAt: null,
      resumedAt: null,
      resumeVersion: 0,
      resumeInput: null,
      stopStrategy: null,
      outputArguments: null,
      info: null,
      error: null,
      errorCode: null,
    };
    this.#jobs.push(job);
    this.#byId.set(job.id, job);
    this.#byKey.set(job.key, job);
    return job;
  }

  all(): readonly Job[] {
    const now = this.clock.now();
    for (const job of this.#jobs) advanceJob(job, now);
    return this.#jobs;
  }

  /** Those that lists show already. */
  visible(): Job[] {
    const now = this.clock.now();
    return this.all().filter(({ visibleAt }) => visibleAt <= now);
  }

  byId(id: number): Job | undefined {
    return this.#current(this.#byId.get(id));
  }

  byKey(key: string): Job | undefined {
    return this.#current(this.#byKey.get(key.toLowerCase()));
  }

  /** Ids go on counting, so that a follower of an old job never sees a new one in its place. */
  clear(): void {
    this.#jobs = [];
    this.#byId.clear();
    this.#byKey.clear();
    this.#attempts.clear();
  }

  #current(job: Job | undefined): Job | undefined {
    if (job !== undefined) advanceJob(job, this.clock.now());
    return job;
  }

  #countAttempt({ release, inputArguments }: JobOrder): number {
    const name = `${release.id} ${inputArguments ?? ''}`;
    const attempt = (this.#attempts.get(name) ?? 0) + 1;
    this.#attempts.set(name, attempt);
    return attempt;
  }
}
