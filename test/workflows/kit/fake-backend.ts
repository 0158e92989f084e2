import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { createLoadChain } from '../../../src/activities/load-chain.js';
import type { Activities, JobObservation, PollJobInput, StartJobsInput } from '../../../src/contract/activities.js';
import { type FinishedJob, type JobError, phaseOf } from '../../../src/contract/jobs/job.js';

/**
 * How the jobs of a process live. States come one by one, one for each look; the last one stays. A look that tells
 * nothing new is followed by the next one a minute later, then two, then four, in the time of the server.
 */
export interface Behaviour {
  /** Default: Running, Successful. */
  states?: readonly string[];
  /** What a SoftStop brings; default: Stopped. None: it is not heeded. */
  softStop?: readonly string[];
  /** What a Kill brings; default: Stopped. None: it does nothing. */
  kill?: readonly string[];
  /** Of a successful job; default: its input. */
  output?: unknown;
  error?: JobError;
  info?: string;
  /** Why it is pending. */
  pendingReasons?: string[];
}

export interface FakeJob {
  job: FinishedJob;
  process: string;
  input: unknown;
  reference: string;
  behaviour: Behaviour;
  /** States that are still to come. */
  coming: string[];
  /** Stops that were asked for. */
  stops: string[];
}

const quick: Behaviour = { states: ['Running', 'Successful'] };

/**
 * A back end in memory behind the activities of `runJob`: what is asked of it is what a workflow asked, no more.
 * A list of behaviours is for the jobs of a process one after the other; the last one stays.
 */
export class FakeBackend {
  readonly jobs: FakeJob[] = [];
  /** Names of the activities that were called, looks left out. */
  readonly calls: string[] = [];

  constructor(private readonly processes: Readonly<Record<string, Behaviour | readonly Behaviour[]>> = {}) {}

  /** `process key` of each job so far, in the order of their creation; the key is that of its input. */
  jobsSoFar(): string[] {
    return this.jobs.map(({ process, input }) => {
      const { key } = (input ?? {}) as { key?: string | number };
      return key === undefined ? process : `${process} ${key}`;
    });
  }

  states(): string[] {
    return this.jobs.map(({ job }) => job.state);
  }

  /** The activities; a test may replace some. */
  activities(instead: Partial<Activities> = {}): Partial<Activities> {
    const activities: Partial<Activities> = {
      authenticate: () => Promise.resolve({ apiVersion: 20, searchAttributes: true, capabilities: { softStop: true } }),
      resolveRelease: ({ folder, release }) =>
        Promise.resolve({ folder: folder ?? {}, release: { name: Object.values(release)[0] ?? '' } }),
      startJobs: (input) => Promise.resolve({ jobs: this.startJobs(input), adopted: input.lookUp !== undefined }),
      pollJob: (input) => Promise.resolve(this.look(input)),
      stopJobs: ({ ids, strategy }) => {
        for (const id of ids) this.stop(this.find(id), strategy);
        return Promise.resolve({ accepted: true });
      },
      resumeJob: ({ key }) => {
        const found = this.jobs.find(({ job }) => job.key === key);
        found?.coming.splice(0, Infinity, 'Resumed', 'Running', 'Successful');
        return Promise.resolve();
      },
      loadChain: createLoadChain({ searchAttributes: true }),
      ...instead,
    };
    return Object.fromEntries(
      Object.entries(activities).map(([name, activity]) => [
        name,
        (input: never) => {
          if (name !== 'pollJob') this.calls.push(name);
          return (activity as (given: never) => Promise<unknown>)(input);
        },
      ]),
    );
  }

  /** As the real activity does: jobs of a reference are made once, however often it is asked. */
  startJobs({ target, fields, reference, count = 1, lookUp }: StartJobsInput): FinishedJob[] {
    const before = this.jobs.filter((job) => job.reference === reference);
    if (before.length > 0 || lookUp?.startsWith('instead')) return before.map(({ job }) => job);
    const process = target.release.name;
    const input: unknown = JSON.parse(typeof fields.InputArguments === 'string' ? fields.InputArguments : 'null');
    return Array.from({ length: count }, () => {
      const number = this.jobs.filter((job) => job.process === process).length;
      const given = this.processes[process] ?? quick;
      const behaviour = Array.isArray(given) ? ((given[number] ?? given.at(-1)) as Behaviour) : (given as Behaviour);
      const id = this.jobs.length + 1;
      const job: FinishedJob = { id, key: `key-${id}`, state: 'Pending', process, reference };
      const coming = [...(behaviour.states ?? quick.states ?? [])];
      this.jobs.push({ job, process, input, reference, behaviour, coming, stops: [] });
      return job;
    });
  }

  /** One look, as `pollJob` answers it: what is new, or a failure that asks to look again. */
  look(input: PollJobInput): JobObservation {
    const fake = this.find(input.id);
    const next = fake.coming.shift();
    if (next !== undefined) fake.job = { ...fake.job, state: next, ...endOf(fake, next) };
    const { job, behaviour } = fake;
    const phase = phaseOf(job);
    const reasons = phase === 'pending' ? behaviour.pendingReasons : undefined;
    const seen: JobObservation = { job, phase, ...(reasons && { pendingReasons: reasons }) };
    const news = phase !== input.phase || (reasons !== undefined && input.pendingReasons === undefined);
    if (input.until === 'now' || phase === 'final' || (news && input.until !== 'final')) return seen;
    throw ApplicationFailure.create({
      type: 'JobNotFinished',
      message: `Job ${job.id} is ${job.state}`,
      // Between the polls of two jobs there is time for a cancel, on a slow machine too: see `rests` of the kit.
      nextRetryDelay: 60_000 * 2 ** Math.min(activityInfo().attempt - 1, 10) + 10_000 * (Number(job.id) % 50),
      category: ApplicationFailureCategory.BENIGN,
      details: [seen],
    });
  }

  find(id: FinishedJob['id']): FakeJob {
    const found = this.jobs.find(({ job }) => job.id === id);
    if (!found) throw ApplicationFailure.nonRetryable(`There is no job ${id}`, 'JobNotFound');
    return found;
  }

  private stop(fake: FakeJob, strategy: 'SoftStop' | 'Kill'): void {
    fake.stops.push(strategy);
    const { softStop = ['Stopped'], kill = ['Stopped'] } = fake.behaviour;
    const brought = strategy === 'SoftStop' ? softStop : kill;
    if (phaseOf(fake.job) !== 'final' && brought.length > 0) fake.coming = [...brought];
  }
}

function endOf({ behaviour, input }: FakeJob, state: string): Partial<FinishedJob> {
  const { output = input, error, info } = behaviour;
  if (state === 'Successful') return { output };
  return state === 'Faulted' ? { ...(error && { error }), ...(info !== undefined && { info }) } : {};
}

/** The failure that an activity ends with, retried or not as its type says. */
export const failing = (type: string, details: object = {}, message: string = type): ApplicationFailure =>
  ApplicationFailure.nonRetryable(message, type, details);
