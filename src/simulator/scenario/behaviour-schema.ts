import { z } from 'zod';
import {
  behaviours,
  echoOutcome,
  errorCategories,
  jobErrorForms,
  killEnds,
  outputForms,
  pendingReasons,
  plainFailure,
  softStopEnds,
  type Behaviour,
} from '../model/behaviour.js';
import { milliseconds } from './duration.js';

const duration = z.union([z.number(), z.string()]).transform((value, context) => {
  const result = milliseconds(value);
  if (result !== undefined) return result;
  context.addIssue({ code: 'custom', message: 'must be a duration such as 250ms, 5s, 2m, 1h or never' });
  return z.NEVER;
});

const success = z.strictObject({
  end: z.literal('Successful'),
  output: z.unknown().optional(),
  outputAs: z.enum(outputForms).default(echoOutcome.outputAs),
});

const failure = z.strictObject({
  end: z.literal('Faulted'),
  category: z.enum(errorCategories).default('System'),
  code: z.string().optional(),
  title: z.string().default(plainFailure.title),
  detail: z.string().default(plainFailure.detail),
  status: z.int().default(plainFailure.status),
  info: z.string().optional(),
  errorCode: z.string().nullable().default(plainFailure.errorCode),
  jobError: z.enum(jobErrorForms).default(plainFailure.jobError),
  exception: z.string().default(plainFailure.exception),
  wrapped: z.boolean().default(plainFailure.wrapped),
  infoLength: z.int().min(1).max(100_000).optional(),
  inputDecides: z.boolean().default(false),
});

const outcome = z.discriminatedUnion('end', [success, failure]);

/** How the jobs of a release behave in a scenario. Every field is optional; the default is that of Echo. */
export const behaviourSchema = z
  .strictObject({
    pending: duration.optional(),
    pendingReasons: z.array(z.enum(pendingReasons)).optional(),
    running: duration.optional(),
    suspensions: z.array(duration).optional(),
    outcomes: z.array(outcome).min(1).optional(),
    softStop: z
      .union([z.literal('ignored'), z.strictObject({ after: duration, end: z.enum(softStopEnds) })])
      .optional(),
    kill: z.strictObject({ after: duration, end: z.enum(killEnds) }).optional(),
  })
  .transform(toBehaviour);

interface Words {
  readonly pending?: number | undefined;
  readonly pendingReasons?: Behaviour['pendingReasons'] | undefined;
  readonly running?: number | undefined;
  readonly suspensions?: number[] | undefined;
  readonly outcomes?: z.infer<typeof outcome>[] | undefined;
  readonly softStop?: 'ignored' | { after: number; end: (typeof softStopEnds)[number] } | undefined;
  readonly kill?: { after: number; end: (typeof killEnds)[number] } | undefined;
}

function toBehaviour({ softStop, kill, outcomes, ...words }: Words): Behaviour {
  const { echo } = behaviours;
  const [first = echoOutcome, ...others] = (outcomes ?? []).map((given) =>
    given.end === 'Successful' ? { ...given, output: given.output ?? echoOutcome.output } : given,
  );
  return {
    pendingMs: words.pending ?? echo.pendingMs,
    pendingReasons: words.pendingReasons ?? [],
    runMs: words.running ?? echo.runMs,
    suspensionsMs: words.suspensions ?? [],
    outcomes: [first, ...others],
    softStop:
      softStop === undefined || softStop === 'ignored' ? 'ignored' : { afterMs: softStop.after, end: softStop.end },
    kill: kill === undefined ? echo.kill : { afterMs: kill.after, end: kill.end },
  };
}
