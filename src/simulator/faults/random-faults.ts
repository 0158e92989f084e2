import type { OperationName } from '../operation-names.js';
import { createHash, randomInt } from 'node:crypto';
import { ControlError } from '../control/control-error.js';
import {
  faultKinds,
  faultOperations,
  type Fault,
  type FaultInput,
  type FaultKind,
  type FaultOperation,
} from './fault.js';
import { concerns } from './fault-store.js';
import { parseFault } from './parse-fault.js';

export interface RandomFaultSettings {
  /** Percentage of calls that fail, 0 to 100. */
  readonly percent: number;
  /** The same seed makes the same calls fail in the same way; without one a seed is chosen and printed. */
  readonly seed?: number;
  /** Default: all but `error`, `rows`, `change` and `otherJob`, which are a matter of the operation. */
  readonly kinds?: readonly FaultKind[];
  /** Default: every operation. */
  readonly operations?: readonly FaultOperation[];
  /** Own faults in place of the built-in ones; each strikes its operation only. Not together with `kinds`. */
  readonly recipes?: readonly FaultInput[];
}

/** Where jobs can be hidden. */
const startsJobs: ReadonlySet<OperationName> = new Set(['StartJobs', 'InfoLink.executeJob']);

const wholeHash = 2 ** 32;

/**
 * Faults by chance. What happens to a call depends on the seed, its operation and how many of these came before:
 * calls of different operations that overtake each other do not change it.
 */
export class RandomFaults {
  readonly seed: number;
  readonly #counts = new Map<OperationName, number>();
  readonly #own: readonly Fault[] | undefined;

  constructor(private readonly settings: RandomFaultSettings) {
    check(settings);
    this.#own = settings.recipes?.map((recipe) => parseFault(recipe));
    this.seed = settings.seed ?? randomInt(2 ** 31);
  }

  take(operation: OperationName): Fault | undefined {
    const { percent, operations = ['*'] } = this.settings;
    if (!operations.some((wanted) => concerns(wanted, operation))) return undefined;
    const count = (this.#counts.get(operation) ?? 0) + 1;
    this.#counts.set(operation, count);
    const hash = createHash('sha256').update(`${this.seed} ${operation} ${count}`).digest();
    if (hash.readUInt32BE(0) >= (percent / 100) * wholeHash) return undefined;
    return this.#choose(operation, hash.readUInt32BE(4), hash.readUInt32BE(8) / wholeHash);
  }

  /** Begins again at the first call, for a run that is to repeat another. */
  restart(): void {
    this.#counts.clear();
  }

  #choose(operation: OperationName, dice: number, share: number): Fault | undefined {
    const own = this.#own?.filter((fault) => concerns(fault.operation, operation));
    if (own !== undefined) return own[dice % Math.max(own.length, 1)];
    const { kinds } = this.settings;
    const recipes = recipesFor(share).filter(
      ({ fault }) =>
        (kinds === undefined || kinds.includes(fault as FaultKind)) && (fault !== 'hide' || startsJobs.has(operation)),
    );
    const recipe = recipes[dice % Math.max(recipes.length, 1)];
    return recipe === undefined ? undefined : parseFault({ operation, ...recipe });
  }
}

function recipesFor(share: number): readonly Record<string, unknown>[] {
  const delayMs = Math.round(50 + share * 950);
  const retryAfterSeconds = Math.ceil(share * 3);
  const both = (recipe: Record<string, unknown>) => [recipe, { ...recipe, when: 'after' }];
  return [
    ...both({ fault: 'drop' }),
    ...both({ fault: 'status', status: 500 }),
    ...both({ fault: 'status', status: 502 }),
    ...both({ fault: 'status', status: 503 }),
    ...both({ fault: 'status', status: 504 }),
    ...both({ fault: 'text' }),
    { fault: 'html' },
    ...both({ fault: 'delay', delayMs }),
    { fault: 'slowBody', delayMs },
    { fault: 'truncate' },
    { fault: 'throttle', retryAfterSeconds, retryAfterForm: 'seconds' },
    { fault: 'throttle', retryAfterSeconds, retryAfterForm: 'date' },
    { fault: 'throttle', retryAfterSeconds, retryAfterForm: 'body' },
    { fault: 'hide', hiddenMs: delayMs * 3 },
  ];
}

/** What chance alone may choose: the others are a matter of the operation. */
const possible = faultKinds.filter((kind) => !['error', 'rows', 'change', 'otherJob'].includes(kind));

function check({ percent, seed, kinds = [], operations = [], recipes }: RandomFaultSettings): void {
  if (!(percent >= 0 && percent <= 100)) throw new ControlError('"percent" must be a number from 0 to 100.');
  if (seed !== undefined && !Number.isSafeInteger(seed)) throw new ControlError('"seed" must be a whole number.');
  if (recipes !== undefined && kinds.length > 0)
    throw new ControlError('"recipes" replace the built-in faults, so "kinds" has no meaning beside them.');
  const kind = kinds.find((candidate) => !possible.includes(candidate));
  if (kind !== undefined) throw new ControlError(`"kinds" may hold ${possible.join(', ')}, not ${kind}.`);
  const operation = operations.find((candidate) => !faultOperations.includes(candidate));
  if (operation !== undefined) throw new ControlError(`"operations" holds ${operation}, which is not an operation.`);
}
