import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { JobEngine, type JobListener } from './job-engine.js';
import type { SaveFile } from './job-outcome.js';
import type { Job, JobOrder } from '../model/job.js';
import type { StopStrategy } from '../model/job-state.js';

const firstId = 100_001;

/** All jobs of one simulator. Whatever it hands out has been brought up to the present first. */
export class JobStore {
  #jobs: Job[] = [];
  readonly #byId = new Map<number, Job>();
  readonly #byKey = new Map<string, Job>();
  readonly #attempts = new Map<string, number>();
  readonly #engine: JobEngine;
  #nextId = firstId;

  constructor(
    private readonly clock: Clock,
    saveFile: SaveFile,
  ) {
    this.#engine = new JobEngine(saveFile);
  }

  /** `hiddenMs`: for how long lists do not show it. */
  create(order: JobOrder, hiddenMs = 0): Job {
    const now = this.clock.now();
    const job = newJob(order, { id: this.#nextId++, now, hiddenMs, attempt: this.#countAttempt(order) });
    this.#jobs.push(job);
    this.#byId.set(job.id, job);
    this.#byKey.set(job.key, job);
    this.#engine.admit(job);
    return job;
  }

  all(): readonly Job[] {
    this.#catchUp();
    return this.#jobs;
  }

  /** Those that lists show already. */
  visible(): Job[] {
    const now = this.#catchUp();
    return this.#jobs.filter(({ visibleAt }) => visibleAt <= now);
  }

  byId(id: number): Job | undefined {
    this.#catchUp();
    return this.#byId.get(id);
  }

  byKey(key: string): Job | undefined {
    this.#catchUp();
    return this.#byKey.get(key.toLowerCase());
  }

  stop(job: Job, strategy: StopStrategy): void {
    this.#engine.stop(job, strategy, this.#catchUp());
  }

  resume(job: Job, input: string | null): void {
    this.#engine.resume(job, input, this.#catchUp());
  }

  /** Puts a job into any state, with or without an end. */
  put(job: Job, state: string, ended: boolean): void {
    this.#engine.put(job, state, ended, this.#catchUp());
  }

  /** No call finds it any more. */
  delete(job: Job): void {
    this.#engine.delete(job, this.#catchUp());
    this.#jobs = this.#jobs.filter((other) => other !== job);
    this.#byId.delete(job.id);
    this.#byKey.delete(job.key);
  }

  /** `listener` learns of every state that a job enters from now on. */
  listen(listener: JobListener): void {
    this.#engine.listen(listener);
  }

  /** Ids go on counting, so that a follower of an old job never sees a new one in its place. */
  clear(): void {
    this.#jobs = [];
    this.#byId.clear();
    this.#byKey.clear();
    this.#attempts.clear();
    this.#engine.clear();
  }

  #catchUp(): number {
    const now = this.clock.now();
    this.#engine.advance(now);
    return now;
  }

  #countAttempt({ release, input }: JobOrder): number {
    const name = `${release.id} ${input ?? ''}`;
    const attempt = (this.#attempts.get(name) ?? 0) + 1;
    this.#attempts.set(name, attempt);
    return attempt;
  }
}

interface Birth {
  readonly id: number;
  readonly now: number;
  readonly hiddenMs: number;
  readonly attempt: number;
}

function newJob(order: JobOrder, { id, now, hiddenMs, attempt }: Birth): Job {
  return {
    ...order,
    id,
    key: randomUUID(),
    createdAt: now,
    visibleAt: now + hiddenMs,
    attempt,
    history: [{ state: 'Pending', at: now, stopStrategy: null }],
    state: 'Pending',
    stateSince: now,
    waitsForRobot: false,
    robot: null,
    startedAt: null,
    runEndsAt: Number.POSITIVE_INFINITY,
    endedAt: null,
    resumedAt: null,
    resumeVersion: 0,
    resumeInput: null,
    stopStrategy: null,
    outputArguments: null,
    outputFile: null,
    info: null,
    error: null,
    errorCode: null,
  };
}
