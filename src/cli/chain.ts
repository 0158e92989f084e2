import { readChain } from '../config/chains/read-chain.js';
import { toMermaid } from '../contract/chain/mermaid.js';
import type { CommandContext } from './command-context.js';
import { ExitCode } from './exit-code.js';

type Chain = Extract<ReturnType<typeof readChain>, { chain: unknown }>['chain'];

/** `temporal-rpa chain validate`: checks files and prints every fault with its place. */
export function validateChains(files: readonly string[], context: CommandContext): ExitCode {
  return withChains(files, context, ({ name, steps }, file) => {
    return `${file}: chain '${name}' with ${Object.keys(steps).length} steps can run\n`;
  });
}

/** `temporal-rpa chain graph`: prints a chain as a Mermaid flowchart. */
export function drawChain(file: string, context: CommandContext): ExitCode {
  return withChains([file], context, toMermaid);
}

function withChains(
  files: readonly string[],
  { stdout, stderr }: CommandContext,
  textOf: (chain: Chain, file: string) => string,
): ExitCode {
  let code: ExitCode = ExitCode.success;
  for (const file of files) {
    const found = readChain(file);
    if ('chain' in found) stdout.write(textOf(found.chain, file));
    else {
      stderr.write(found.faults.map(({ place, path, message }) => `${place} ${path} ${message}\n`).join(''));
      code = ExitCode.failure;
    }
  }
  return code;
}
