import type { Job } from '../model/job.js';
import { hasEnded, type StopStrategy } from '../model/job-state.js';
import { EventQueue } from './event-queue.js';
import { enter, isOnRobot, nextStep, stateAfterStop, type Step } from './job-machine.js';
import { endByItself, endByCleanUp, endKilled, endSoftStopped, type SaveFile } from './job-outcome.js';
import { RobotPool } from './robot-pool.js';

interface Planned {
  readonly job: Job;
  readonly step: Step;
  /** The length of the job's history when this was planned; anything else has overtaken it. */
  readonly age: number;
}

/** Told of every state a job enters, Pending included, in the order of time. */
export type JobListener = (job: Job, at: number) => void;

/**
 * Lets jobs live. Everything that is due happens in the order of time, each at its own time, when somebody asks;
 * nothing runs in between.
 */
export class JobEngine {
  readonly #queue = new EventQueue<Planned>();
  readonly #robots = new RobotPool();
  readonly #listeners: JobListener[] = [];
  readonly #deleted = new WeakSet<Job>();

  constructor(private readonly saveFile: SaveFile) {}

  listen(listener: JobListener): void {
    this.#listeners.push(listener);
  }

  admit(job: Job): void {
    this.#changed(job, job.createdAt);
  }

  advance(now: number): void {
    for (let at = this.#queue.nextAt(); at !== undefined && at <= now; at = this.#queue.nextAt()) {
      const planned = this.#queue.take();
      if (planned === undefined) return;
      const { job, step, age } = planned;
      if (job.history.length === age && !this.#deleted.has(job)) this.#take(job, step);
    }
  }

  /** SoftStop or Kill. Asking again, more softly, or after the end changes nothing. */
  stop(job: Job, strategy: StopStrategy, now: number): void {
    const state = hasEnded(job) ? undefined : stateAfterStop(job.state, strategy);
    if (state === undefined) return;
    job.stopStrategy = strategy;
    this.#waitNoLonger(job);
    if (state === 'Stopped') job.info = 'Job canceled';
    enter(job, state, now);
    this.#changed(job, now);
  }

  /** Takes a Suspended job back to work, with new input if there is any. */
  resume(job: Job, input: string | null, now: number): void {
    if (job.state !== 'Suspended') return;
    job.resumeVersion += 1;
    job.resumedAt = now;
    job.resumeInput = input;
    enter(job, 'Resumed', now);
    this.#changed(job, now);
  }

  /** Puts a job into any state. A known one goes on as usual; in any other the job stays. */
  put(job: Job, state: string, ended: boolean, now: number): void {
    this.#waitNoLonger(job);
    if (isOnRobot(state) && !isOnRobot(job.state)) this.#giveRobot(job, now);
    if (state === 'Running') job.runEndsAt = now + job.release.behaviour.runMs;
    enter(job, state, now);
    job.endedAt = ended ? now : null;
    this.#changed(job, now);
  }

  /** The job lives no longer, and its robot is free. */
  delete(job: Job, now: number): void {
    this.#deleted.add(job);
    this.#waitNoLonger(job);
    if (isOnRobot(job.state)) this.#freeRobot(job, now);
  }

  clear(): void {
    this.#queue.clear();
    this.#robots.clear();
  }

  #take(job: Job, { at, action }: Step): void {
    switch (action) {
      case 'run': {
        this.#claim(job, at);
        return;
      }
      case 'resume': {
        this.resume(job, null, at);
        return;
      }
      case 'stop': {
        this.stop(job, job.echoed.StopStrategy === 'Kill' ? 'Kill' : 'SoftStop', at);
        return;
      }
      case 'kill': {
        this.stop(job, 'Kill', at);
        return;
      }
      case 'end':
        enter(job, endByItself(job, at, this.saveFile), at);
        break;
      case 'softStopped':
        enter(job, endSoftStopped(job, at, this.saveFile), at);
        break;
      case 'killed':
        enter(job, endKilled(job), at);
        break;
      case 'cleanedUp':
        enter(job, endByCleanUp(job), at);
    }
    this.#changed(job, at);
  }

  #claim(job: Job, at: number): void {
    const robot = this.#robots.claim(job);
    job.waitsForRobot = robot === undefined;
    if (robot === undefined) return;
    job.robot = robot;
    job.startedAt ??= at;
    job.runEndsAt = at + job.release.behaviour.runMs;
    enter(job, 'Running', at);
    this.#changed(job, at);
  }

  #changed(job: Job, at: number): void {
    for (const listener of this.#listeners) listener(job, at);
    const step = nextStep(job);
    if (step !== undefined && step.at < Number.POSITIVE_INFINITY) {
      this.#queue.add(step.at, { job, step, age: job.history.length });
    }
    const leaves = job.history.at(-2)?.state;
    if (leaves === undefined || !isOnRobot(leaves) || isOnRobot(job.state) || job.robot === null) return;
    this.#freeRobot(job, at);
  }

  #waitNoLonger(job: Job): void {
    if (job.waitsForRobot) this.#robots.forget(job);
    job.waitsForRobot = false;
  }

  /** Where every robot is busy, the job is on none. */
  #giveRobot(job: Job, now: number): void {
    job.robot = this.#robots.claim(job) ?? null;
    if (job.robot === null) this.#robots.forget(job);
    job.startedAt ??= now;
  }

  #freeRobot({ robot }: Job, at: number): void {
    const next = robot === null ? undefined : this.#robots.release(robot);
    if (next !== undefined) this.#claim(next, at);
  }
}
