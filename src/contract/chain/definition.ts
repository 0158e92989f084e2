import { z } from 'zod';
import { durationForm, parseDuration } from '../../shared/durations.js';
import { choice, text, wholeNumber } from '../../shared/parse-input.js';
import { isExpression } from './expression.js';

/** Steps of one chain; more belong into sub-chains. */
export const maximumSteps = 200;
/** Items that one step works on at once. */
export const maximumConcurrency = 500;

const durationOrExpression = z
  .string({ error: `must be ${durationForm}` })
  .refine((given) => isExpression(given) || parseDuration(given) !== undefined, { error: `must be ${durationForm}` });
const anything = z.unknown();
const expression = z
  .string({ error: 'must be an expression such as {% input.amount > 100 %}' })
  .refine(isExpression, { error: 'must be an expression such as {% input.amount > 100 %}' });

/** Each of these may hold expressions. What a job takes is checked as the input of `runJob`. */
const jobInput = {
  job: z
    .record(z.string(), anything, { error: 'must be a JSON object' })
    .optional()
    .describe('The job to run, as in runJob'),
  connection: anything.optional().describe('Connection of the job; without it, that of the chain'),
  deadlines: anything.optional().describe('How long each phase of a job may take, as in runJob'),
  stop: anything.optional().describe('How jobs are stopped, as in runJob'),
  rerun: anything.optional().describe('Runs a faulted job again, as in runJob'),
  onJobFailure: anything.optional().describe('What the other jobs do when one fails, as in runJob'),
};

const activity = z.strictObject({
  type: text.describe('Name of the activity'),
  taskQueue: text.optional().describe("Task queue of the team's worker; without it, that of the chain"),
  input: anything.optional().describe('Its only argument'),
  timeout: durationOrExpression.optional().meta({ description: 'Longest time for one attempt', default: '10m' }),
  maximumAttempts: wholeNumber(1, 1000)
    .optional()
    .describe('Most attempts; without it, retries go on until the timeout of the step'),
});
const workflow = z.strictObject({
  type: text.describe('Name of the workflow'),
  taskQueue: text.optional().describe("Task queue of the team's worker; without it, that of the chain"),
  input: anything.optional().describe('Its only argument'),
});
const subChain = z
  .strictObject({
    name: text.optional().describe("Name of a chain in the worker's folder of chains"),
    get definition() {
      return chainSchema.optional().describe('The chain itself, in place of its name');
    },
    input: anything.optional().describe('What the expressions of that chain see as input'),
  })
  .describe('Another chain, by name or by definition');

const actionKinds = {
  ...jobInput,
  activity: activity.optional().describe("An activity of the team's own"),
  workflow: workflow.optional().describe("A workflow of the team's own"),
  chain: subChain.optional().describe('Another chain, by name or by definition'),
};
const action = z.strictObject(actionKinds);

const approval = z.strictObject({
  message: anything.optional().describe('The question for the person who decides'),
  value: anything.optional().describe('The data to decide on, which the person may edit'),
  deadline: durationOrExpression
    .optional()
    .describe('Longest wait for a decision; without it, the step waits for ever'),
  otherwise: choice(['approved', 'rejected'])
    .optional()
    .describe('The decision taken at the deadline; without it, the step fails'),
  onRejected: choice(['fail', 'continue']).optional().meta({ description: 'What a rejection does', default: 'fail' }),
  reminder: z
    .strictObject({
      after: durationOrExpression.describe('How long to wait for a decision before the reminder'),
      ...actionKinds,
    })
    .optional()
    .describe('An action to run when nobody has decided for some time'),
});

const forEach = z.strictObject({
  items: z
    .union([expression, z.array(anything)], { error: 'must be a list, or an expression that gives one' })
    .describe('The list; the step runs once for each item'),
  concurrency: wholeNumber(1, maximumConcurrency)
    .optional()
    .meta({ description: 'Most items in work at once', default: 10 }),
  onFailure: z
    .union(
      [
        z.enum(['stop', 'continue']),
        z.strictObject(
          { tolerate: z.int().min(0).describe('Number of items that may fail') },
          { error: 'must be {"tolerate": a whole number}' },
        ),
      ],
      { error: 'must be stop, continue, or {"tolerate": a whole number}' },
    )
    .optional()
    .meta({ description: 'What a failed item means for the others', default: 'stop' }),
});

const step = z.strictObject({
  description: text.optional().describe('What the step is for'),
  needs: z
    .array(text, { error: 'must be a list of steps' })
    .optional()
    .describe('Steps that must end before this one starts'),
  when: expression.optional().describe('A condition: the step is skipped if it is false'),
  forEach: forEach.optional().describe('Runs the step once for each item of a list'),
  ...actionKinds,
  approval: approval.optional().describe('A decision of a person: the step waits for the update approve'),
  wait: z
    .string({ error: `must be ${durationForm}, a time such as 2026-11-23T08:00:00Z, or an expression for one` })
    .optional()
    .describe('A duration to wait for, or a time to wait until'),
  timeout: durationOrExpression
    .optional()
    .describe('Longest time for the whole step; after that, its jobs are stopped'),
  output: anything.optional().describe('Output of the step, made from result; without it, result itself'),
  compensate: action.optional().describe('Action that undoes the step when the chain fails later or is cancelled'),
  onFailure: choice(['compensate', 'pause', 'ignore']).optional().meta({
    description: 'What a failure of the step does: undo the chain, wait for a repair, or go on',
    default: 'compensate',
  }),
});

/** A declared chain. Values may be JSONata expressions in `{% … %}`. */
export const chainSchema = z.strictObject({
  name: z
    .string({ error: 'must be a text' })
    .regex(/^[\w .-]{1,100}$/, { error: 'must be 1 to 100 letters, digits, spaces or . _ -' })
    .describe('Name of the chain: 1 to 100 letters, digits, spaces or . _ -'),
  description: text.optional().describe('What the chain is for'),
  connection: text.optional().meta({ description: 'Connection of jobs that name none', default: 'default' }),
  steps: z
    .record(z.string(), step, { error: 'must be an object of steps by their names' })
    .describe('The steps by name; a name consists of letters, digits and _'),
  output: anything.optional().describe('Output of the chain; without it, the output of its last steps'),
  onCancel: choice(['compensate', 'keep'])
    .optional()
    .meta({ description: 'Whether a cancel undoes the steps that are done, or keeps them', default: 'compensate' }),
});

/** A chain as it is written. */
export type ChainDefinition = z.input<typeof chainSchema>;
export type StepDefinition = ChainDefinition['steps'][string];
export type ActionDefinition = z.input<typeof action>;
export type ApprovalDefinition = z.input<typeof approval>;

/** What a step can be; exactly one. `job` brings further keys of `runJob`. */
export const actionNames = ['job', 'activity', 'workflow', 'chain'] as const;
export const stepKinds = [...actionNames, 'approval', 'wait'] as const;
export type StepKind = (typeof stepKinds)[number];

/** What a step of a checked chain is. */
export function kindOf(given: StepDefinition | ActionDefinition): StepKind {
  const kind = stepKinds.find((name) => name in given);
  if (!kind) throw new TypeError('the chain was not checked');
  return kind;
}
