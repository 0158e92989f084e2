import { isRecord, parseJson } from '../json.js';
import type { Job } from '../model/job.js';
import {
  echoOutcome,
  jobErrorForms,
  plainFailure,
  type Failure,
  type Outcome,
  type Success,
} from '../model/behaviour.js';
import { faultInfo } from './fault-info.js';
import { fillTemplate, type TemplateValues } from './fill-template.js';

/** Keeps a job's output as a file and gives the file's id. */
export type SaveFile = (job: Job, text: string) => string;

type End = 'Successful' | 'Faulted' | 'Suspended';

/** Longer output never arrives, as with older robots: the job succeeds and its output is null. */
const longestOutput = 10_240;

/** Writes the results of a run that ended by itself, and returns its final state. */
export function endByItself(job: Job, at: number, saveFile: SaveFile): End {
  const suspension = job.release.behaviour.suspensionsMs[job.resumeVersion];
  if (suspension !== undefined && job.state !== 'Stopping') return 'Suspended';
  const outcome = outcomeOf(job);
  return outcome.end === 'Successful' ? succeed(job, outcome, saveFile) : fault(job, outcome, at);
}

/** The end that the process gives itself when it heeds a SoftStop. */
export function endSoftStopped(job: Job, at: number, saveFile: SaveFile): End | 'Stopped' {
  const { softStop, outcomes } = job.release.behaviour;
  const end = softStop === 'ignored' ? 'Stopped' : softStop.end;
  if (end === 'Faulted') return fault(job, outcomes.find(isFailure) ?? plainFailure, at);
  if (end === 'Successful') return succeed(job, outcomes.find(isSuccess) ?? echoOutcome, saveFile);
  job.info = 'Job canceled';
  return 'Stopped';
}

/** What Orchestrator reports when the robot's process died under a Kill. */
export function endKilled(job: Job): 'Stopped' | 'Faulted' {
  const { end } = job.release.behaviour.kill;
  if (end === 'Stopped') {
    job.info = 'Job canceled';
  } else {
    job.info = 'Job stopped with an unexpected exit code: 0x40010004';
    job.errorCode = 'Robot';
  }
  return end;
}

/** Of a job that stuck in Terminating. */
export function endByCleanUp(job: Job): 'Faulted' {
  job.info = 'The job was in Terminating for too long and was moved to Faulted.';
  job.errorCode = 'Orchestrator';
  return 'Faulted';
}

function outcomeOf(job: Job): Outcome {
  const { outcomes } = job.release.behaviour;
  const outcome = outcomes[Math.min(job.attempt, outcomes.length) - 1] ?? outcomes[0];
  if (isSuccess(outcome) || !outcome.inputDecides) return outcome;
  const input = recordOf(job.input);
  const { succeedOnAttempt } = input;
  if (typeof succeedOnAttempt === 'number' && job.attempt >= succeedOnAttempt) return echoOutcome;
  return { ...outcome, ...decided(input) };
}

/** What the input may decide of a failure; anything else in it is the process's own. */
function decided(input: Record<string, unknown>): Partial<Failure> {
  const { category, errorCode, exception, info, jobError, infoLength } = input;
  const texts = Object.entries({ category, errorCode, exception, info }).filter(
    ([, value]) => typeof value === 'string',
  );
  return {
    ...Object.fromEntries(texts),
    ...jobErrorForms.flatMap((form) => (form === jobError ? [{ jobError: form }] : []))[0],
    ...(Number.isSafeInteger(infoLength) && Number(infoLength) > 0 ? { infoLength: Number(infoLength) } : {}),
  };
}

function succeed(job: Job, { output, outputAs }: Success, saveFile: SaveFile): 'Successful' {
  job.info = 'Job completed';
  const text = outputText(job, output);
  const fits = text.length <= longestOutput;
  if (outputAs === 'file' || (outputAs === 'fileWhenTooLong' && !fits)) job.outputFile = saveFile(job, text);
  else if (fits) job.outputArguments = text;
  return 'Successful';
}

/** An input that is given back whole keeps its very text. */
function outputText(job: Job, template: unknown): string {
  const input = job.resumeInput ?? job.input ?? '{}';
  return template === '{{input}}' ? input : JSON.stringify(fillTemplate(template, valuesOf(job)));
}

function fault(job: Job, failure: Failure, at: number): 'Faulted' {
  const { category, status, errorCode } = failure;
  const fill = (text: string) => String(fillTemplate(text, valuesOf(job)));
  const detail = fill(failure.detail);
  const code = failure.code ?? `${category}.SimulatedFailure`;
  const error = { code, title: fill(failure.title), detail, category, status, timestamp: at };
  job.error = failure.jobError === 'none' ? null : failure.jobError === 'empty' ? 'empty' : error;
  job.errorCode = errorCode;
  job.outputArguments = '{}';
  job.info = failure.info === undefined ? faultInfo(job.release.processKey, detail, failure) : fill(failure.info);
  return 'Faulted';
}

function valuesOf({ key, id, reference, attempt, input, resumeInput }: Job): TemplateValues {
  return { input: parseJson(resumeInput ?? input ?? '{}'), attempt, job: { key, id, reference } };
}

function recordOf(text: string | null): Record<string, unknown> {
  const value = parseJson(text ?? '{}');
  return isRecord(value) ? value : {};
}

function isSuccess(outcome: Outcome): outcome is Success {
  return outcome.end === 'Successful';
}

function isFailure(outcome: Outcome): outcome is Failure {
  return outcome.end === 'Faulted';
}
