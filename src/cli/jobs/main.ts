import { ApplicationFailure } from '@temporalio/common';
import { classifyFailure } from '../../backends/failure-table.js';
import { ConfigurationError } from '../../config/index.js';
import { closestName } from '../../shared/near-names.js';
import { CommandError } from '../flags.js';

type Command = (args: readonly string[]) => Promise<void>;

const commands: Readonly<Record<string, { what: string; load: () => Promise<Command> }>> = {
  list: { what: 'lists jobs as a table or as JSON', load: async () => (await import('./list.js')).list },
  stop: { what: 'stops jobs and reports how each ended', load: async () => (await import('./stop.js')).stop },
};
const usage = [
  'temporal-rpa jobs COMMAND [OPTIONS]; --help after the command lists its options',
  ...Object.entries(commands).map(([name, { what }]) => `  ${name.padEnd(8)}${what}`),
  '',
].join('\n');

const [name = '', ...args] = process.argv.slice(2);
// Waiting for a turn to ask Orchestrator holds no process open by itself.
const awake = setInterval(() => undefined, 60_000);
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) await (await command.load())(args);
  else if (['', 'help', '--help', '-h'].includes(name)) process.stdout.write(usage);
  else {
    const near = closestName(name, Object.keys(commands));
    throw new CommandError(
      `There is no command 'jobs ${name}'${near === undefined ? '.' : `; did you mean '${near}'?`}\n${usage}`,
    );
  }
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  clearInterval(awake);
}

/** What a person reads: no stack, unless it is a defect of ours. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof CommandError || error instanceof ConfigurationError) return error.message;
  if (error.name === 'WorkflowFailedError' && error.cause instanceof Error) return messageOf(error.cause);
  if (error instanceof ApplicationFailure) return `${error.type ?? 'Error'}: ${error.message}`;
  const outcome = classifyFailure(error, 'prepare');
  return outcome ? `${outcome.type}: ${error.message}` : (error.stack ?? error.message);
}
