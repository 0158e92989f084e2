import { z } from 'zod';
import { behaviourSchema } from './behaviour-schema.js';

const name = z.string().min(1).max(128);
const id = z.int().min(1);
/** A path such as `Finance/Accounts Payable`; its parents need not be listed. */
const folderPath = z.string().regex(/^[^/]+(\/[^/]+)*$/, 'must be a path such as Finance/Accounts Payable');

const folder = z.union([
  folderPath.transform((path) => ({ path, id: undefined, key: undefined })),
  z.strictObject({ path: folderPath, id: id.optional(), key: z.guid().optional() }),
]);

const robot = z.strictObject({
  // The contract's limit.
  name: z.string().min(1).max(19),
  id: id.optional(),
  user: z.string().optional(),
  machine: z.string().optional(),
  capacity: z.int().min(1).optional(),
  folders: z.array(folderPath).optional(),
});

const release = z.strictObject({
  name,
  folder: folderPath,
  id: id.optional(),
  key: z.guid().optional(),
  processKey: name.optional(),
  version: z.string().optional(),
  outputArguments: z.array(name).optional(),
  environment: z.strictObject({ id, name }).optional(),
  behaviour: behaviourSchema.optional(),
});

export const scenarioSchema = z.strictObject({
  /** True: the seeded folders, releases and robots stay beside those of the scenario. */
  seeds: z.boolean().default(false),
  folders: z.array(folder).default([]),
  robots: z.array(robot).default([]),
  releases: z.array(release).default([]),
});

export type Scenario = z.output<typeof scenarioSchema>;
/** What a test may write in place of a file. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
