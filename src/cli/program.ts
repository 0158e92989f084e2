import type { Command } from 'commander';
import { addSimulatorOptions, readCommandLine } from '../simulator/command-line.js';
import type { CommandContext } from './command-context.js';
import { group, leaf, rootCommand } from './define-command.js';
import type { ExitCode } from './exit-code.js';
import { addFlags } from './flags.js';
import { listFlags } from './jobs/list-flags.js';
import { stopFlags } from './jobs/stop-flags.js';
import type { PutOptions } from './put.js';

/** All commands of `temporal-rpa` with their options. The code of a command is loaded when it runs. */
export function createProgram(context: CommandContext, ended: (code: ExitCode) => void): Command {
  return rootCommand('temporal-rpa', 'Run RPA jobs durably on Temporal', context, (root) => {
    leaf(root, 'worker', 'Serve the task queue until SIGINT or SIGTERM; configured by the environment').action(
      async () => {
        ended(await (await import('./worker.js')).runWorker(context));
      },
    );
    group(root, 'chain', 'Check and draw declared chains', (chain) => {
      leaf(chain, 'validate', 'Check chains and print every fault with its place')
        .argument('<files...>', 'chains, YAML or JSON')
        .action(async (files: readonly string[]) => {
          ended((await import('./chain.js')).validateChains(files, context));
        });
      leaf(chain, 'graph', 'Print a chain as a Mermaid flowchart')
        .argument('<file>', 'chain, YAML or JSON')
        .action(async (file: string) => {
          ended((await import('./chain.js')).drawChain(file, context));
        });
    });
    leaf(root, 'put', 'Store a file in a destination and print its reference, for the input of a job')
      .argument('<file>', 'file to store')
      .option('--destination <name>', "destination of the configuration; default: 'default'")
      .option('--name <name>', 'name in the destination; default: inputs/ and the name of the file')
      .option('--content-type <type>', 'media type of the file; default: application/json')
      .action(async (file: string, options: PutOptions) => {
        ended(await (await import('./put.js')).put(file, options, context));
      });
    const simulator = leaf(root, 'simulator', 'Run a simulated Orchestrator and InfoLink until SIGINT or SIGTERM');
    addSimulatorOptions(simulator).action(async () => {
      const commandLine = readCommandLine(simulator);
      ended(await (await import('../simulator/run-simulator.js')).runSimulator(commandLine, context));
    });
    group(root, 'jobs', 'List and stop jobs of Orchestrator; uses the configuration of the worker', (jobs) => {
      const list = leaf(jobs, 'list', 'List jobs as a table or as JSON');
      addFlags(list, listFlags).action(async () => {
        ended(await (await import('./jobs/list.js')).list(list, context));
      });
      const stop = leaf(jobs, 'stop', 'Stop jobs and report how each ended; needs a running worker');
      addFlags(stop, stopFlags).action(async () => {
        ended(await (await import('./jobs/stop.js')).stop(stop, context));
      });
    });
    root.addHelpText('after', '\nExit codes: 0 success, 1 failure, 2 wrong usage.');
  });
}
