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
  job: z.record(z.string(), anything, { error: 'must be a JSON object' }).optional().describe('A job, as in runJob'),
  connection: anything.optional().describe("The job's connection; default: that of the chain"),
  deadlines: anything.optional().describe('As in runJob'),
  stop: anything.optional().describe('As in runJob'),
  rerun: anything.optional().describe('As in runJob'),
  onJobFailure: anything.optional().describe('As in runJob'),
};

const activity = z.strictObject({
  type: text.describe('Name of the activity'),
  taskQueue: text.optional().describe("Task queue of the team's worker; default: that of the chain"),
  input: anything.optional().describe('Its one argument'),
  timeout: durationOrExpression.optional().describe('For one attempt; default: 10m'),
  maximumAttempts: wholeNumber(1, 1000).optional().describe('Default: until the timeout of the step'),
});
const workflow = z.strictObject({
  type: text.describe('Name of the workflow'),
  taskQueue: text.optional().describe("Task queue of the team's worker; default: that of the chain"),
  input: anything.optional().describe('Its one argument'),
});
const subChain = z
  .strictObject({
    name: text.optional().describe("A chain of the worker's folder"),
    get definition() {
      return chainSchema.optional();
    },
    input: anything.optional(),
  })
  .describe('Another chain, by name or by definition');

const actionKinds = {
  ...jobInput,
  activity: activity.optional().describe("An activity of the team's own"),
  workflow: workflow.optional().describe("A workflow of the team's own"),
  chain: subChain.optional(),
};
const action = z.strictObject(actionKinds);

const approval = z.strictObject({
  message: anything.optional().describe('What the person is asked'),
  value: anything.optional().describe('What is decided on, and may be edited'),
  deadline: durationOrExpression.optional().describe('Default: it waits for ever'),
  otherwise: choice(['approved', 'rejected'])
    .optional()
    .describe('What counts as decided at the deadline; default: the step fails'),
  onRejected: choice(['fail', 'continue']).optional().describe('Default: fail'),
  reminder: z
    .strictObject({ after: durationOrExpression, ...actionKinds })
    .optional()
    .describe('What is done when nobody has decided for some time'),
});

const forEach = z.strictObject({
  items: z
    .union([expression, z.array(anything)], { error: 'must be a list, or an expression that gives one' })
    .describe('The step is done for each'),
  concurrency: wholeNumber(1, maximumConcurrency).optional().describe('Items in work at once; default: 10'),
  onFailure: z
    .union(
      [
        z.enum(['stop', 'continue']),
        z.strictObject({ tolerate: z.int().min(0) }, { error: 'must be {"tolerate": a whole number}' }),
      ],
      { error: 'must be stop, continue, or {"tolerate": a whole number}' },
    )
    .optional()
    .describe('What a failed item means for the others; default: stop'),
});

const step = z.strictObject({
  description: text.optional(),
  needs: z.array(text, { error: 'must be a list of steps' }).optional().describe('Steps that must have ended before'),
  when: expression.optional().describe('The step is skipped when it is false'),
  forEach: forEach.optional(),
  ...actionKinds,
  approval: approval.optional().describe('Waits for the update approve'),
  wait: z
    .string({ error: `must be ${durationForm}, a time such as 2026-11-23T08:00:00Z, or an expression for one` })
    .optional()
    .describe('Waits for a duration, or until a time'),
  timeout: durationOrExpression.optional().describe('For the whole step; its jobs are stopped then'),
  output: anything.optional().describe('What the step gives, made of result; default: result'),
  compensate: action.optional().describe('Undoes the step when the chain fails later or is cancelled'),
  onFailure: choice(['compensate', 'pause', 'ignore']).optional().describe('Default: compensate'),
});

/** A declared chain. Values may be JSONata expressions in `{% … %}`. */
export const chainSchema = z.strictObject({
  name: z
    .string({ error: 'must be a text' })
    .regex(/^[\w .-]{1,100}$/, { error: 'must be 1 to 100 letters, digits, spaces or . _ -' }),
  description: text.optional(),
  connection: text.optional().describe('Connection of jobs that name none; default: default'),
  steps: z
    .record(z.string(), step, { error: 'must be an object of steps by their names' })
    .describe('Steps by name; a name has letters, digits and _'),
  output: anything.optional().describe('What the chain gives; default: the output of its last steps'),
  onCancel: choice(['compensate', 'keep'])
    .optional()
    .describe('What a cancel does with what was done; default: compensate'),
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
