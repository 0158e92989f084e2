import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { loadConfiguration } from '../config/index.js';
import { type Content, createDestination, defaultDestination } from '../destinations/index.js';
import { didYouMean } from '../shared/near-names.js';
import type { CommandContext } from './command-context.js';
import { CommandError } from './command-error.js';
import { ExitCode } from './exit-code.js';

export interface PutOptions {
  readonly destination?: string;
  readonly name?: string;
  readonly contentType?: string;
}

/** `temporal-rpa put`: stores a file in a destination and prints its reference, as an input of a job. */
export async function put(
  path: string,
  { destination: name = defaultDestination, name: nameThere, contentType = 'application/json' }: PutOptions,
  { environment, stdout }: CommandContext,
): Promise<ExitCode> {
  const { destinations } = loadConfiguration(environment);
  const settings = Object.hasOwn(destinations, name) ? destinations[name] : undefined;
  if (!settings) {
    const names = Object.keys(destinations);
    throw new CommandError(
      `The destination '${name}' is not configured${didYouMean(name, names) || '.'} Configured: ${names.join(', ')}`,
    );
  }
  const file = await open(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const destination = createDestination(name, settings);
  try {
    if (!(await file.stat()).isFile()) throw new CommandError(`'${path}' is not a file`);
    const content = (): Content => fromTheBeginning(file);
    const $file = await destination.keep(nameThere ?? `inputs/${basename(path)}`, content, contentType);
    stdout.write(`${JSON.stringify({ $file })}\n`);
    return ExitCode.success;
  } finally {
    destination.close();
    await file.close();
  }
}

const fromTheBeginning = (file: FileHandle): Content => file.createReadStream({ autoClose: false, start: 0 });

function unreadable(path: string, error: unknown): CommandError {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'ENOENT' ? 'file not found' : code === 'EACCES' ? 'permission denied' : message;
  return new CommandError(`'${path}' cannot be read: ${reason}`, { cause: error });
}
