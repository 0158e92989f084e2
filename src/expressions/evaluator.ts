import { constants } from 'node:os';
import type { EvaluateInput, EvaluateResult, EvaluationRequest } from '../contract/chain/evaluation.js';
import { limits } from '../contract/limits.js';
import { EvaluatorDied } from './evaluator-process.js';
import { ExpressionError } from './expression-error.js';
import { Lane } from './lane.js';

export interface Evaluator {
  /** Rejects only for reasons that may pass; what is wrong with an expression is in its evaluation. */
  evaluate(input: EvaluateInput): Promise<EvaluateResult>;
  /** Ends its processes. */
  close(): void;
}

/** For nearly all expressions. One that needs more is tried once more in the other lane, where it holds up nobody. */
const quick = {
  heapMb: limits.expressionQuickHeapMb,
  priority: constants.priority.PRIORITY_BELOW_NORMAL,
  processes: 2,
  keep: true,
  waiting: Infinity,
};
const thorough = {
  heapMb: limits.expressionHeapMb,
  priority: constants.priority.PRIORITY_LOW,
  processes: 1,
  keep: false,
  waiting: 8,
};

/** Processor time of a batch in each lane. */
export interface CpuTimes {
  quickMs: number;
  thoroughMs: number;
}
const usual: CpuTimes = { quickMs: limits.expressionQuickMs, thoroughMs: limits.expressionMs };

/** Single requests after a batch that could not be evaluated as a whole are cut off after this time. */
const enoughMs = 3_000;

/**
 * Evaluates expressions in child processes, which can be ended: no expression can block or end this process. The
 * processes start with the first batch.
 */
export function createEvaluator({ quickMs, thoroughMs } = usual): Evaluator {
  const lanes = {
    quick: new Lane({ ...quick, cpuMs: quickMs }),
    thorough: new Lane({ ...thorough, cpuMs: thoroughMs }),
  };
  return {
    evaluate: (input) => evaluateIn(lanes, input),
    close: () => {
      for (const lane of Object.values(lanes)) lane.close();
    },
  };
}

type Lanes = Readonly<Record<'quick' | 'thorough', Pick<Lane, 'evaluate'>>>;

async function evaluateIn(lanes: Lanes, input: EvaluateInput): Promise<EvaluateResult> {
  const { requests } = input;
  if (requests.length > 1) {
    const together = await unlessItDies(lanes.quick.evaluate(input));
    if (together) return together;
  }
  // One of them may be too much for a process: only that one is to fail.
  const result: EvaluateResult = { evaluations: [], bytes: 0 };
  const began = performance.now();
  for (const request of requests) {
    const single = await evaluateSingle(lanes, input, request);
    if (result.evaluations.length > 0 && result.bytes + single.bytes > limits.expressionResultBytes) break;
    result.evaluations.push(...single.evaluations);
    result.bytes += single.bytes;
    if (performance.now() - began > enoughMs) break;
  }
  return result;
}

async function evaluateSingle(lanes: Lanes, input: EvaluateInput, request: EvaluationRequest): Promise<EvaluateResult> {
  const single = { ...input, requests: [request] };
  const done = await unlessItDies(lanes.quick.evaluate(single));
  if (done) return done;
  try {
    return await lanes.thorough.evaluate(single);
  } catch (error) {
    if (!(error instanceof EvaluatorDied)) throw error;
    const failed = whyTooMuch(request, error);
    return { evaluations: [{ failed }], bytes: failed.length };
  }
}

async function unlessItDies(evaluating: Promise<EvaluateResult>): Promise<EvaluateResult | undefined> {
  try {
    return await evaluating;
  } catch (error) {
    if (error instanceof EvaluatorDied) return undefined;
    throw error;
  }
}

function whyTooMuch({ when, expressions }: EvaluationRequest, { reason }: EvaluatorDied): string {
  const [first = '', ...others] = when === undefined ? expressions : [when, ...expressions];
  const needs =
    reason === 'time'
      ? `more than ${limits.expressionMs / 1000} s of processor time`
      : `more than ${thorough.heapMb} MB of memory`;
  const together = others.length > 0 ? ` together with the ${others.length} after it in its step` : '';
  return new ExpressionError(first, `needs ${needs}${together}. Read less, or let a job do it`).message;
}
