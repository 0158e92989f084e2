import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigurationError, loadConfiguration } from '../config/index.js';
import { createDestination, defaultDestination } from '../destinations/index.js';

const usage = 'temporal-rpa put FILE [--destination NAME] [--name NAME] [--content-type TYPE]\n';

/** Keeps a file in a destination of the worker's configuration and prints its reference, as an input of a job. */
async function put(): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        destination: { type: 'string', default: defaultDestination },
        name: { type: 'string' },
        'content-type': { type: 'string', default: 'application/json' },
      },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new TypeError('Name one file.');
    const { destinations } = loadConfiguration(process.env);
    const settings = destinations[values.destination];
    if (!settings)
      throw new TypeError(
        `There is no destination '${values.destination}'. Configured: ${Object.keys(destinations).join(', ')}`,
      );
    const destination = createDestination(values.destination, settings);
    const name = values.name ?? `inputs/${basename(path)}`;
    const $file = await destination.put(name, createReadStream(path), values['content-type']);
    destination.close();
    process.stdout.write(`${JSON.stringify({ $file })}\n`);
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message}\n${error instanceof ConfigurationError ? '' : usage}`);
    return 1;
  }
}

process.exitCode = await put();
