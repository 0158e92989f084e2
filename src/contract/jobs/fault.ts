import { cut } from '../../shared/cut.js';
import { limits } from '../limits.js';
import type { Job } from './job.js';

/**
 * Why a job faulted, in classes by which a run decides whether to start it again:
 * `User`: the business process refused (a BusinessRuleException, or what Orchestrator calls User);
 * `Application`: the process threw any other exception;
 * `Deployment`: the package could not be run;
 * `System`: the robot or Orchestrator failed;
 * `Unclassified`: the job does not say.
 */
export const FaultClass = {
  User: 'User',
  Application: 'Application',
  Deployment: 'Deployment',
  System: 'System',
  Unclassified: 'Unclassified',
} as const;
export type FaultClass = (typeof FaultClass)[keyof typeof FaultClass];

type Fault = Pick<Job, 'error' | 'errorCode' | 'info'>;

const exceptionName = /\b(?:[\w.]+\.)?(\w*(?:Exception|Error))\b/;
/** ErrorCode of a fault outside the process, as public recordings have it (2026). */
const outside = ['robot', 'orchestrator'];

/**
 * The class of a fault. `JobError.category` decides where it is told; recorded jobs mostly lack it (64 of 64 public
 * recordings of 2026), so `ErrorCode` and the name of the exception in `Info` are read next.
 */
export function faultClassOf({ error, errorCode = '', info = '' }: Fault): FaultClass {
  const category = error?.category;
  if (category === 'User' || category === 'Deployment' || category === 'System') return category;
  const [, name = ''] = exceptionName.exec(errorCode) ?? exceptionName.exec(info) ?? [];
  if (name === 'BusinessRuleException') return FaultClass.User;
  if (outside.includes(errorCode.toLowerCase())) return FaultClass.System;
  if (name !== '' || errorCode.toLowerCase() === 'activity') return FaultClass.Application;
  return FaultClass.Unclassified;
}

/** Why a job faulted, in one line: the title of its error, or the line of `Info` that says most. */
export function faultReason({ error, info = '' }: Fault): string | undefined {
  const reason = error?.title ?? reasonIn(info);
  return reason === undefined ? undefined : cut(reason, limits.reasonCharacters);
}

/** The line of an `Info` that says why: its message, its first exception, or its first line. */
function reasonIn(info: string): string | undefined {
  const lines = info
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [, message] = /^Message:\s*(\S.*)$/im.exec(lines.join('\n')) ?? [];
  return message ?? lines.find((line) => !line.startsWith('at ') && exceptionWithText.test(line)) ?? lines[0];
}

const exceptionWithText = /\b\w*(?:Exception|Error)\b\s*:\s*\S/;

/** A text cut to a length: whole lines of its beginning and of its end, the reason of the fault, and a mark between. */
export function shortInfo(info: string, maximum: number): string {
  if (info.length <= maximum) return info;
  const head = beforeLineBreak(info.slice(0, Math.floor(maximum * 0.6)));
  const tail = info.slice(info.length - Math.floor(maximum * 0.15));
  const reason = cut(reasonIn(info) ?? '', limits.reasonCharacters);
  const mark = `\n… [${info.length - head.length - tail.length} characters left out] …\n`;
  const told = reason === '' || head.includes(reason) ? '' : `\n${reason}`;
  return cut(`${head}${told}${mark}${tail}`, maximum);
}

/** Without the last line, which is cut, unless it is most of the text. */
function beforeLineBreak(text: string): string {
  const end = text.lastIndexOf('\n');
  return end > text.length / 2 ? text.slice(0, end) : text;
}
