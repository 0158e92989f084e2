import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program.js';

const nowhere = { write: () => undefined };

/** Each command of `temporal-rpa` as its words; none for itself. The help commands are left out. */
export function commandPaths(): string[][] {
  const context = { environment: {}, stdout: nowhere, stderr: nowhere, onSignal: () => undefined };
  const below = (command: Command): string[][] => [
    [],
    ...command.commands
      .filter((child) => child.name() !== 'help')
      .flatMap((child) => below(child).map((path) => [child.name(), ...path])),
  ];
  return below(createProgram(context, () => undefined));
}
