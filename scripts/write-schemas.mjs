// Writes the JSON Schemas of the workflows' inputs and of the configuration file from their validators: npm run schemas (after npm run build).
import { mkdir, writeFile } from 'node:fs/promises';
import { configurationJsonSchema } from '../dist/config/json-schema.js';
import { schemas } from '../dist/contract/schemas.js';

const folder = new URL('../schemas/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries({ ...schemas(), rpa: configurationJsonSchema() }))
  await writeFile(new URL(`${name}.json`, folder), `${JSON.stringify(schema, null, 2)}\n`);
