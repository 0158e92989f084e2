import { z } from 'zod';
import { folderFields, namedTwice, oneFolder } from './folder-fields.js';
import { jobStates } from './job.js';
import { didYouMean } from '../../shared/near-names.js';
import { choice, positive, text } from '../parse-input.js';
import { limits } from '../limits.js';

const timeForm = 'a time such as 2026-11-23T08:00:00Z (with its zone) or a day such as 2026-11-23 (in UTC)';
const timePattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2}))?$/;

const time = z
  .string({ error: `must be ${timeForm}` })
  .refine((given) => timePattern.test(given) && !Number.isNaN(Date.parse(given)), { error: `must be ${timeForm}` });

const range = (what: string) =>
  z
    .strictObject({
      from: time.optional().describe('At this time or later'),
      before: time.optional().describe('Earlier than this time'),
    })
    .refine(({ from, before }) => from !== undefined || before !== undefined, { error: 'needs from, before or both' })
    .refine(({ from, before }) => from === undefined || before === undefined || Date.parse(from) < Date.parse(before), {
      error: 'is an empty range: from must be earlier than before',
    })
    .optional()
    .describe(what);

/** One value or several, any of which will do. */
const anyOf = <S extends z.ZodType>(one: S, form: string, known: readonly string[] = []) => {
  const error = ({ input }: { input?: unknown }): string =>
    `must be ${form}, or a list of 1 to ${limits.filterAlternatives} of them${hintOf(input, known)}`;
  const several = z.array(one, { error }).min(1, { error }).max(limits.filterAlternatives, { error });
  return z.union([one, several], { error }).optional();
};

const states = jobStates;

/** Which of the known values a mistyped one may have meant. */
function hintOf(input: unknown, known: readonly string[]): string {
  const mistyped = [input].flat().filter((given) => typeof given === 'string' && !known.includes(given)) as string[];
  return mistyped.map((given) => didYouMean(given, known)).find((hint) => hint !== '') ?? '';
}

/** Whether an expression can stand in parentheses: its own are in pairs and its texts are closed. */
function standsAlone(expression: string): boolean {
  let depth = 0;
  for (const sign of expression.replace(/'(?:[^']|'')*'/g, '')) {
    if (sign === "'") return false;
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Which jobs are meant: all that is given must hold. */
export const jobFilterSchema = z
  .strictObject({
    ...folderFields,
    robot: anyOf(text, 'the name of a robot').describe('Name of the robot, or a list of names'),
    robotId: anyOf(positive, 'the id of a robot').describe('Id of the robot, or a list of ids'),
    state: anyOf(z.enum(states), `one of ${states.join(', ')}`, states).describe(
      'State of the job, or a list of states',
    ),
    process: anyOf(text, 'the name of a process').describe('Name of the process (release), or a list of names'),
    environment: text.optional().describe('Name of the environment; classic folders only'),
    environmentId: positive.optional().describe('Id of the environment; classic folders only'),
    created: range('When the job was created'),
    started: range('When the job began to run'),
    ended: range('When the job ended'),
    errorText: text.optional().describe("Part of the job's Info text, which describes its fault"),
    reference: text.optional().describe('Reference that the job was started with'),
    odata: text
      .refine((given) => !/^\s*[?&]?\$filter\s*=/i.test(given), {
        error: 'must be the expression alone: leave out $filter=',
        abort: true,
      })
      .refine(standsAlone, {
        error: 'must be one whole $filter expression: a parenthesis or an apostrophe is not closed',
      })
      .optional()
      .describe("Another $filter expression in Orchestrator's syntax, which must hold too"),
  })
  .superRefine((filter, context) => {
    if (namedTwice(filter)) context.addIssue({ code: 'custom', path: ['folder'], message: oneFolder });
  });

export type JobFilter = z.input<typeof jobFilterSchema>;

/** Fields by which jobs can be ordered. A job that has no such time yet comes first, or last when descending. */
export const JobOrderField = {
  Id: 'Id',
  CreationTime: 'CreationTime',
  StartTime: 'StartTime',
  EndTime: 'EndTime',
  ReleaseName: 'ReleaseName',
} as const;
export type JobOrderField = (typeof JobOrderField)[keyof typeof JobOrderField];

const orderFields = Object.values(JobOrderField);

/** A field and a direction; jobs with the same value are ordered by Id. */
export const jobOrderSchema = z.string().regex(new RegExp(`^(${orderFields.join('|')})( (asc|desc))?$`), {
  error: `must be one of ${orderFields.join(', ')}, with asc or desc behind it, such as 'EndTime desc'`,
});

const expansions = ['Robot', 'Release', 'Machine'] as const;

/** What is read along with each job. */
export const jobExpandSchema = z
  .array(choice(expansions), { error: `must be a list of ${expansions.join(', ')}` })
  .describe('Related objects to read with each job');
export type JobExpand = (typeof expansions)[number];
