import type { InputFault } from '../../shared/input-fault.js';
import { didYouMean } from '../../shared/near-names.js';
import { parseInput } from '../parse-input.js';
import { parseRunJobInput } from '../run-job.js';
import { pick } from '../../shared/pick.js';
import {
  type ActionDefinition,
  actionKindNames,
  type ChainDefinition,
  chainSchema,
  jobKeys,
  kindFields,
  type StepDefinition,
  stepKindNames,
  stepKinds,
} from './definition.js';
import { expressionsIn, isExpression } from './expression.js';
import { findCycle, upstreamOf } from './graph.js';
import { ownPart } from './own-part.js';
import { parseExpression } from './parse-expression.js';
import type { Reading, ReadingTable } from './readings.js';
import { parseDuration, durationForm } from '../../shared/durations.js';
import { isDeeperThan } from '../../shared/json.js';
import { listedFaults } from '../input-faults.js';
import { limits } from '../limits.js';

const example = ' such as {"name": "invoices", "steps": {"extract": {"job": {"process": "Extract"}}}}';

export interface CheckedChain {
  chain: ChainDefinition;
  reads: ReadingTable;
}

/** Checks a chain: either it can run, or every fault that it has, with dotted paths. */
export function checkChain(given: unknown): CheckedChain | { faults: InputFault[] } {
  if (isDeeperThan(given, limits.jsonDepth))
    return { faults: [{ path: 'steps', message: `is nested more than ${limits.jsonDepth} levels deep` }] };
  const parsed = parseInput(chainSchema, given, { '': example });
  if ('faults' in parsed) return parsed;
  const check = new ChainFaults(parsed.value);
  const faults = listedFaults(check.all());
  return faults.length > 0 ? { faults } : { chain: parsed.value, reads: check.reads };
}

/** What may be read where: names of the scope, and steps. */
interface Scope {
  names: readonly string[];
  steps: ReadonlySet<string>;
}

const always = ['input', 'steps', 'chain'];

class ChainFaults {
  private readonly faults: InputFault[] = [];
  private readonly names: string[];
  readonly reads: Record<string, Reading[]> = {};

  constructor(private readonly chain: ChainDefinition) {
    this.names = Object.keys(chain.steps);
  }

  all(): InputFault[] {
    const { chain, names } = this;
    if (names.length === 0) this.add(['steps'], 'must have at least one step');
    if (names.length > limits.chainSteps) {
      this.add(['steps'], `has ${names.length} steps; at most ${limits.chainSteps}, so put some into sub-chains`);
      return this.faults;
    }
    const cycle = findCycle(chain.steps);
    if (cycle) this.add(['steps', cycle[0] ?? '', 'needs'], `has a dependency cycle: ${cycle.join(' needs ')}`);
    for (const [name, step] of Object.entries(chain.steps)) {
      this.checkStep(name, step);
      this.checkExpressions(name, ownPart(step));
    }
    this.checkValue(['output'], chain.output, { names: always, steps: new Set(names) });
    return this.faults;
  }

  private add(path: readonly string[], message: string): void {
    this.faults.push({ path: path.join('.'), message });
  }

  private checkStep(name: string, step: StepDefinition): void {
    const path = ['steps', name];
    if (!/^[A-Za-z_]\w{0,63}$/.test(name))
      this.add(path, 'is not a valid step name: use up to 64 letters, digits and _, and begin with a letter');
    for (const [index, need] of (step.needs ?? []).entries())
      if (!this.names.includes(need)) this.add([...path, 'needs', String(index)], this.unknownStep(need));
    this.checkKind(path, step, stepKindNames);
    const { compensate, approval, wait } = step;
    this.checkAction(path, step);
    if (compensate) {
      this.checkKind([...path, 'compensate'], compensate, actionKindNames);
      this.checkAction([...path, 'compensate'], compensate);
    }
    if (
      wait !== undefined &&
      !isExpression(wait) &&
      parseDuration(wait) === undefined &&
      Number.isNaN(Date.parse(wait))
    )
      this.add([...path, 'wait'], `must be ${durationForm}, a time such as 2026-11-23T08:00:00Z, or an expression`);
    if (compensate && stepKindNames.some((kind) => kind in step && !stepKinds[kind].action))
      this.add([...path, 'compensate'], `goes only with a step that is one of ${actionKindNames.join(', ')}`);
    if (!approval?.reminder) return;
    this.checkKind([...path, 'approval', 'reminder'], approval.reminder, actionKindNames);
    this.checkAction([...path, 'approval', 'reminder'], approval.reminder);
  }

  private checkExpressions(name: string, step: StepDefinition): void {
    const path = ['steps', name];
    const upstream = upstreamOf(this.chain.steps, name);
    const before: Scope = { names: always, steps: upstream };
    const within: Scope = { names: step.forEach ? [...always, 'item', 'index'] : always, steps: upstream };
    const after: Scope = { names: [...within.names, 'result'], steps: new Set([...upstream, name]) };
    const { when, forEach, output, compensate, timeout } = step;
    this.checkValue([...path, 'when'], when, before);
    this.checkValue([...path, 'forEach'], forEach, before);
    this.checkValue(path, { ...pick(step, kindFields), timeout }, within);
    this.checkValue([...path, 'output'], output, { ...after, steps: upstream });
    this.checkValue([...path, 'compensate'], compensate, after);
  }

  private checkKind(path: string[], given: object, kinds: readonly string[]): void {
    const present = kinds.filter((kind) => kind in given);
    if (present.length === 1) return;
    const what = present.length === 0 ? 'must have' : `has ${present.join(' and ')}, but must have`;
    this.add(path, `${what} one of ${kinds.join(', ')}`);
  }

  private checkAction(path: string[], given: ActionDefinition): void {
    if (given.job) this.checkJob(path, given);
    else for (const key of jobKeys) if (key in given && key !== 'job') this.add([...path, key], 'goes with a job only');
    const { chain } = given;
    if (!chain) return;
    if ((chain.name === undefined) === (chain.definition === undefined))
      this.add([...path, 'chain'], 'must have either a name or a definition');
    if (!chain.definition) return;
    for (const fault of new ChainFaults(chain.definition).all())
      this.faults.push({ ...fault, path: [...path, 'chain', 'definition', fault.path].join('.') });
  }

  /** As the input of runJob; what an expression will give is checked when it is known. */
  private checkJob(path: string[], given: ActionDefinition): void {
    const job = pick(given, jobKeys);
    const parsed = parseRunJobInput(job);
    if (!('faults' in parsed)) return;
    for (const fault of parsed.faults)
      if (!isOpen(job, fault.path.split('.'))) this.add([...path, fault.path], fault.message);
  }

  private checkValue(path: string[], value: unknown, scope: Scope): void {
    for (const text of halfExpressions(value, path))
      this.add(text, "must be an expression as a whole; join texts within it: {% 'Invoice ' & item.number %}");
    for (const { path: at, expression } of expressionsIn(value, path)) {
      const parsed = parseExpression(expression);
      if ('fault' in parsed) {
        this.add(at, parsed.fault);
        continue;
      }
      this.reads[expression] = parsed.reads;
      for (const read of parsed.reads) this.checkReading(at, read, scope);
    }
  }

  private checkReading(path: string[], { root, step }: { root: string; step?: string }, scope: Scope): void {
    if (!scope.names.includes(root)) {
      const hint = didYouMean(root, scope.names);
      this.add(path, `reads '${root}', which does not exist here${hint} Available: ${scope.names.join(', ')}`);
    } else if (step !== undefined && !this.names.includes(step))
      this.add(path, `reads steps.${step}, but it ${this.unknownStep(step)}`);
    else if (step !== undefined && !scope.steps.has(step))
      this.add(path, `reads steps.${step}, which may not have ended by then: add it to needs`);
  }

  private unknownStep(name: string): string {
    return `is not a step of this chain${didYouMean(name, this.names)}`;
  }
}

/** Whether an expression stands at a path or above it, so that its value is not known yet. */
function isOpen(value: unknown, path: readonly string[]): boolean {
  if (isExpression(value)) return true;
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null) return false;
  return isOpen((value as Record<string, unknown>)[key], rest);
}

/** Texts that hold an expression beside other text. */
function halfExpressions(value: unknown, path: readonly string[]): string[][] {
  if (typeof value === 'string') return /\{%|%\}/.test(value) && !isExpression(value) ? [[...path]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => halfExpressions(inner, [...path, key]));
}
