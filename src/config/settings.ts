import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { backendTypes, type ConnectionDefinition, type ConnectionSettings } from '../backends/registry.js';
import { destinationSettings } from '../destinations/settings.js';
import { choice, duration, path, text, textAs, wholeNumber } from '../shared/settings/forms.js';
import { option, type OptionFacts } from '../shared/settings/option.js';
import { renamed } from '../shared/settings/renamed.js';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface HostAndPort {
  host: string;
  port: number;
}

/** `host:port`, with brackets around an IPv6 host; null for `off`. */
const address = textAs<HostAndPort | null>(
  (given) => {
    if (given === 'off') return { value: null };
    const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:\s/]+)):(\d{1,5})$/.exec(given) ?? [];
    const host = bracketed ?? plain;
    const port = Number(digits);
    if (host !== undefined && port <= 65_535) return { value: { host, port } };
    return {
      fault: 'is not host:port',
      remedy: "Write for example 127.0.0.1:8085, or 'off' for no health address.",
    };
  },
  { pattern: '^(off|(\\[[0-9a-fA-F:.]+\\]|[^:\\s/]+):\\d{1,5})$' },
);

/** Absolute path of an existing file. */
const existingFile = option(
  textAs((given) => {
    const value = resolve(given);
    if (existsSync(value)) return { value };
    return { fault: 'names a file that does not exist', remedy: 'Name a file that this process may read.' };
  }),
  { path: true },
);

/** An option with a default, written like a value. */
function usually<T, I extends string | number>(
  schema: z.ZodType<T, I>,
  { default: value, ...facts }: OptionFacts & { default: I & string },
): z.ZodPrefault<z.ZodType<T, I>> {
  return option(schema, { ...facts, default: value }).prefault(value);
}

const schemas = Object.values(backendTypes).map(({ settings }) => settings);

/** One connection: a schema for each type of back end. */
const connectionSettings = z.discriminatedUnion(
  'type',
  schemas as unknown as [(typeof schemas)[number], ...(typeof schemas)[number][]],
) as unknown as z.ZodType<Omit<ConnectionSettings, 'name'>, ConnectionDefinition>;

/** The schema of the whole configuration, with the keys of the file. */
export const configurationSchema = z
  .strictObject({
    taskQueue: usually(text, {
      variable: 'RPA_TASK_QUEUE',
      meaning: 'Task queue of Temporal that the worker serves',
      default: 'rpa',
      example: 'rpa-finance',
    }),
    health: usually(address, {
      variable: 'RPA_HEALTH_ADDRESS',
      meaning: 'Where `/healthz` and `/readyz` answer, as `host:port`; `off` for nowhere',
      default: '127.0.0.1:8085',
      example: '0.0.0.0:8085',
    }),
    logLevel: usually(choice(logLevels), {
      variable: 'RPA_LOG_LEVEL',
      meaning: `Least severe level to log: ${logLevels.map((level) => `\`${level}\``).join(', ')}`,
      default: 'info',
      example: 'debug',
    }),
    shutdownGrace: usually(duration, {
      variable: 'RPA_SHUTDOWN_GRACE',
      meaning: 'How long activities may continue after SIGTERM or SIGINT; the jobs of robots continue in any case',
      default: '10s',
      example: '30s',
    }),
    maximumActivities: usually(wholeNumber, {
      variable: 'RPA_MAXIMUM_ACTIVITIES',
      meaning: 'Maximum number of activities that run at once; a waiting job uses none',
      default: '100',
      example: '400',
    }),
    otherServers: usually(choice(['refuse', 'allow'] as const), {
      variable: 'RPA_OTHER_SERVERS',
      meaning:
        'Whether the worker starts (`allow`) or not (`refuse`) while another one of its task queue reaches another server through a connection of the same name',
      default: 'refuse',
      example: 'allow',
    }),
    workflowBundle: option(path, {
      variable: 'RPA_WORKFLOW_BUNDLE',
      meaning: 'Path of the bundled workflow code',
      default: 'the one that `npm run build` makes',
      example: '/app/dist/workflow-bundle.js',
    }).optional(),
    workflows: option(existingFile, {
      variable: 'RPA_WORKFLOWS',
      meaning: "Path of the team's own workflow code, which the worker bundles at startup and runs beside its own",
      example: '/app/workflows.js',
    }).optional(),
    activities: option(existingFile, {
      variable: 'RPA_ACTIVITIES',
      meaning:
        'Path of a JavaScript module; the worker registers the functions that it exports beside its own activities',
      example: '/app/activities.js',
    }).optional(),
    chains: option(path, {
      variable: 'RPA_CHAINS',
      meaning: 'Folder with declared chains that runs may name: one in each file that ends in `yaml`, `yml` or `json`',
      example: '/app/chains',
    }).optional(),
    destinations: z.record(z.string(), destinationSettings).optional(),
    connections: z
      .record(z.string(), connectionSettings)
      .transform((connections) =>
        Object.fromEntries(
          Object.entries(connections).map(([name, settings]): [string, ConnectionSettings] => [
            name,
            { name, timeouts: {}, ...settings } as ConnectionSettings,
          ]),
        ),
      )
      .optional(),
  })
  .transform(
    renamed({
      health: 'healthAddress',
      shutdownGrace: 'shutdownGraceMs',
      workflowBundle: 'workflowBundlePath',
      workflows: 'workflowsPath',
      activities: 'activitiesPath',
    }),
  );
