import { z } from 'zod';
import { durationForm } from '../../shared/durations.js';
import { choice, text, wholeNumber } from '../parse-input.js';
import { anything, durationOrExpression, expression } from './fields.js';
import { forEach } from './for-each.js';

/** Each value may hold expressions. A job is checked as the input of `runJob`. */
const jobFields = {
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

const activityFields = { activity: activity.optional().describe("An activity of the team's own") };
const workflowFields = { workflow: workflow.optional().describe("A workflow of the team's own") };
const chainFields = { chain: subChain.optional().describe('Another chain, by name or by definition') };

const actionFields = { ...jobFields, ...activityFields, ...workflowFields, ...chainFields };
const action = z.strictObject(actionFields);

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
      ...actionFields,
    })
    .optional()
    .describe('An action to run when nobody has decided for some time'),
});

const approvalFields = {
  approval: approval.optional().describe('A decision of a person: the step waits for the update approve'),
};
const waitFields = {
  wait: z
    .string({ error: `must be ${durationForm}, a time such as 2026-11-23T08:00:00Z, or an expression for one` })
    .optional()
    .describe('A duration to wait for, or a time to wait until'),
};

const step = z.strictObject({
  description: text.optional().describe('What the step is for'),
  needs: z
    .array(text, { error: 'must be a list of steps' })
    .optional()
    .describe('Steps that must end before this one starts'),
  when: expression.optional().describe('A condition: the step is skipped if it is false'),
  forEach: forEach.optional().describe('Runs the step once for each item of a list'),
  ...actionFields,
  ...approvalFields,
  ...waitFields,
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

/** What there is to know of a kind of step. */
interface StepKindFacts {
  /** The keys of a step that belong to this kind; the first is named as the kind. */
  fields: object;
  /** Whether it does something, so that it can also undo a step or remind of an approval. */
  action: boolean;
  /** Whether a child workflow does it. */
  child: boolean;
  /** Whether it has one input, which the repair `retryWith` can replace. */
  takesInput: boolean;
  /** What a drawing of the chain calls it. */
  title: (step: StepDefinition) => unknown;
}

/** Every kind of step; a step is exactly one of them. What performs each is in the workflow `runChain`. */
export const stepKinds = {
  job: {
    fields: jobFields,
    action: true,
    child: true,
    takesInput: true,
    title: ({ job }) => job?.process ?? job?.processKey ?? job?.releaseKey ?? job?.appId,
  },
  activity: {
    fields: activityFields,
    action: true,
    child: false,
    takesInput: true,
    title: (step) => step.activity?.type,
  },
  workflow: {
    fields: workflowFields,
    action: true,
    child: true,
    takesInput: true,
    title: (step) => step.workflow?.type,
  },
  chain: {
    fields: chainFields,
    action: true,
    child: true,
    takesInput: true,
    title: ({ chain }) => chain?.name ?? chain?.definition?.name,
  },
  approval: { fields: approvalFields, action: false, child: false, takesInput: false, title: () => undefined },
  wait: { fields: waitFields, action: false, child: false, takesInput: false, title: ({ wait }) => wait },
} as const satisfies Record<string, StepKindFacts>;

type Kinds = typeof stepKinds;
export type StepKind = keyof Kinds;
export type ActionKind = { [Kind in StepKind]: Kinds[Kind]['action'] extends true ? Kind : never }[StepKind];
type FieldOf<Kind extends StepKind> = { [Each in Kind]: keyof Kinds[Each]['fields'] }[Kind];

const keysOf = <T extends object>(given: T): (keyof T)[] => Object.keys(given) as (keyof T)[];
export const stepKindNames: readonly StepKind[] = keysOf(stepKinds);
export const actionKindNames = stepKindNames.filter((kind): kind is ActionKind => stepKinds[kind].action);
/** The keys of a step that say what it does. */
export const kindFields = stepKindNames.flatMap((kind): FieldOf<StepKind>[] => keysOf(stepKinds[kind].fields));
/** A job, and the parts of `runJob`'s input that stand beside it. */
export const jobKeys = keysOf(jobFields);

/** What a step of a checked chain is. */
export const kindOf = (given: StepDefinition): StepKind => oneOf(stepKindNames, given);
/** The same of what may stand as a compensation or a reminder too. */
export const actionKindOf = (given: ActionDefinition): ActionKind => oneOf(actionKindNames, given);

function oneOf<Kind extends StepKind>(kinds: readonly Kind[], given: object): Kind {
  const kind = kinds.find((name) => name in given);
  if (!kind) throw new TypeError('the chain was not checked');
  return kind;
}
