import type { Job } from '../model/job.js';
import type { Robot } from '../model/robot.js';

/** Jobs that run and jobs that wait for a robot: higher priority first, then the older job. */
export class RobotPool {
  readonly #busy = new Map<number, number>();
  #waiting: Job[] = [];

  /** Gives the job the first of its robots that is free; without one the job waits. */
  claim(job: Job): Robot | undefined {
    const robot = job.robots.find((candidate) => this.#busyOf(candidate) < candidate.capacity);
    if (robot === undefined) this.#wait(job);
    else this.#busy.set(robot.id, this.#busyOf(robot) + 1);
    return robot;
  }

  /** Takes the robot from a job, and returns the waiting job that can have it now. */
  release(robot: Robot): Job | undefined {
    this.#busy.set(robot.id, this.#busyOf(robot) - 1);
    const index = this.#waiting.findIndex((job) => job.robots.includes(robot));
    return index === -1 ? undefined : this.#waiting.splice(index, 1)[0];
  }

  /** Of a job that was stopped while it waited. */
  forget(job: Job): void {
    this.#waiting = this.#waiting.filter((candidate) => candidate !== job);
  }

  clear(): void {
    this.#busy.clear();
    this.#waiting = [];
  }

  #wait(job: Job): void {
    const behind = this.#waiting.findIndex((other) => priorityOf(other) < priorityOf(job));
    this.#waiting.splice(behind === -1 ? this.#waiting.length : behind, 0, job);
  }

  #busyOf({ id }: Robot): number {
    return this.#busy.get(id) ?? 0;
  }
}

/** The bands that UiPath's command line uses. */
const bands: Readonly<Record<string, number>> = { Low: 25, Normal: 45, High: 65 };

function priorityOf({ echoed }: Job): number {
  const { SpecificPriorityValue: specific, JobPriority: band } = echoed;
  return specific === undefined ? (bands[String(band)] ?? 45) : Number(specific);
}
