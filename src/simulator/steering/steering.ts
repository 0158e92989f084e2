import type { SignInAccount, SignInSettings } from '../auth/sign-ins.js';
import type { JobDto } from '../dto/job-dto.js';
import type { ListSettings } from '../odata/list-settings.js';
import type { Simulation } from '../simulation.js';
import type { JobName } from './named-job.js';
import {
  deleteJob,
  deleteRelease,
  hideJob,
  restartJob,
  setJobState,
  type JobStateOptions,
  type RestartOptions,
} from './people.js';
import { setCredentials, setVersionHeader, type CredentialChange } from './settings.js';

/** What a test does to a running simulator beside faults: what people do, and what the server is like. */
export interface Steering {
  /** As a person does it: the job is gone for all calls, and its robot is free. */
  deleteJob(job: JobName): void;
  /** By id, key or name. It can no longer be started; its jobs live on. */
  deleteRelease(release: number | string): void;
  /** A person restarts a job that has ended: the copy has its Reference and input, a new id and a new key. */
  restartJob(job: JobName, options?: RestartOptions): JobDto;
  /** Puts a job into any state, known or not, with or without an EndTime. */
  setJobState(job: JobName, state: string, options?: JobStateOptions): JobDto;
  /** Hides the job from lists for this long; single reads find it. */
  hideJob(job: JobName, forMs: number): void;
  /** What `api-supported-versions` says; null leaves it out, undefined is the version that the simulator speaks. */
  setVersionHeader(text: string | null | undefined): void;
  /** How lists are answered from now on. */
  setLists(settings: Partial<ListSettings>): void;
  /** What sign-ins need from now on. */
  setCredentials(change: CredentialChange): void;
  /** How refused sign-ins lock accounts from now on. */
  setSignIns(settings: Partial<SignInSettings>): void;
  /** The accounts that have tried to sign in. */
  signIns(): SignInAccount[];
}

export function createSteering(simulation: Simulation): Steering {
  return {
    deleteJob: (job) => deleteJob(simulation, job),
    deleteRelease: (release) => deleteRelease(simulation, release),
    restartJob: (job, options) => restartJob(simulation, job, options),
    setJobState: (job, state, options) => setJobState(simulation, job, state, options),
    hideJob: (job, forMs) => hideJob(simulation, job, forMs),
    setVersionHeader: (text) => setVersionHeader(simulation, text),
    setLists: (settings) => {
      simulation.lists = { ...simulation.lists, ...settings };
    },
    setCredentials: (change) => setCredentials(simulation, change),
    setSignIns: (settings) => {
      simulation.signIns.settings = { ...simulation.signIns.settings, ...settings };
    },
    signIns: () => simulation.signIns.all(),
  };
}
