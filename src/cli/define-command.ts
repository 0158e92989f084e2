import { Command } from 'commander';
import { closestName } from '../shared/near-names.js';
import type { CommandContext } from './command-context.js';
import { wrongUsage } from './flags.js';
import { version } from './version.js';

/** Width of the help if the output is not a terminal. */
const defaultColumns = 100;

/** The root command. Its settings apply to all commands below it. */
export function rootCommand(
  name: string,
  description: string,
  { stdout, stderr }: CommandContext,
  addCommands: (root: Command) => void,
): Command {
  const root = new Command(name)
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError('(add --help for usage)')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? defaultColumns,
      getErrHelpWidth: () => stderr.columns ?? defaultColumns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  return asGroup(described(root, description), addCommands);
}

/** A command that only groups others. */
export const group = (
  parent: Command,
  name: string,
  description: string,
  addCommands: (group: Command) => void,
): Command => asGroup(leaf(parent, name, description), addCommands);

/** A command that does something. */
export const leaf = (parent: Command, name: string, description: string): Command =>
  described(parent.command(name).allowExcessArguments(false), description);

const described = (command: Command, description: string): Command =>
  command
    .description(description)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help');

/** A group without a subcommand prints its help, which is not an error. */
function asGroup(command: Command, addCommands: (group: Command) => void): Command {
  addCommands(command);
  command.helpCommand(false);
  // Commander's own help command takes one name, and does not suggest another if the name is unknown.
  leaf(command, 'help', 'Print the help of a command')
    .argument('[names...]', 'name of the command')
    .action((names: readonly string[]) => {
      names.reduce(commandIn, command).outputHelp();
    });
  return command.allowExcessArguments().action(() => {
    command.args.slice(0, 1).reduce(commandIn, command).outputHelp();
  });
}

function commandIn(parent: Command, name: string): Command {
  const found = parent.commands.find((command) => command.name() === name);
  if (found) return found;
  const names = parent.commands.map((command) => command.name());
  const near = closestName(name, names);
  return wrongUsage(parent, [`unknown command '${name}'${near === undefined ? '' : `\n(Did you mean ${near}?)`}`]);
}
