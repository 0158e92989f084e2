import type { InputFault } from '../shared/input-fault.js';
import { z } from 'zod';
import type { ChainDefinition } from './chain/definition.js';
import type { StepProgress } from './chain/progress.js';
import { parseInput } from './parse-input.js';

/** The outer form of the input; the chain within it is checked by itself. */
const outer = z.strictObject({ chain: z.unknown().optional(), input: z.unknown().optional() });

/** Input of the workflow `runChain`. */
export interface RunChainInput {
  chain: string | ChainDefinition;
  /** Default: an empty object. */
  input?: unknown;
}

export interface RunChainResult {
  outcome: 'Successful';
  output: unknown;
  steps: StepProgress[];
}

/** Details of the failure of a chain. */
export interface ChainFailureDetails {
  /** The step whose failure ended the chain; absent when it was the chain's own output. */
  step?: string;
  undone: string[];
  notUndone: { name: string; reason: string }[];
  /** Steps that were done and have nothing that undoes them. */
  kept: string[];
  steps: StepProgress[];
}

/** Checks the outer form of an input; `loadChain` checks the chain itself. */
export function parseRunChainInput(given: unknown): { chain: unknown; input: unknown } | { faults: InputFault[] } {
  const parsed = parseInput(outer, given, { '': ' such as {"chain": "post-invoices", "input": {}}' });
  if ('faults' in parsed) return parsed;
  const { chain, input = {} } = parsed.value;
  if ((typeof chain !== 'string' || chain === '') && (typeof chain !== 'object' || chain === null))
    return { faults: [{ path: 'chain', message: 'must be the name of a chain, or its definition' }] };
  return { chain, input };
}
