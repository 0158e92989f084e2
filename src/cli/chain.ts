import { readChain } from '../config/chains/read-chain.js';
import { toMermaid } from '../contract/chain/mermaid.js';

const usage = `temporal-rpa chain COMMAND FILE…
  validate    checks chains (YAML or JSON); prints every fault with its place
  graph       prints a chain as a Mermaid flowchart
`;

const say = (text: string): void => void process.stdout.write(text);
const complain = (text: string): void => {
  process.stderr.write(text);
  process.exitCode = 1;
};

const [command, ...files] = process.argv.slice(2);
const read = (
  file: string,
  use: (chain: Extract<ReturnType<typeof readChain>, { chain: unknown }>['chain']) => void,
): void => {
  const found = readChain(file);
  if ('chain' in found) use(found.chain);
  else complain(found.faults.map(({ place, path, message }) => `${place} ${path} ${message}\n`).join(''));
};

if (command === 'validate' && files.length > 0)
  for (const file of files)
    read(file, ({ name, steps }) => say(`${file}: chain '${name}' with ${Object.keys(steps).length} steps can run\n`));
else if (command === 'graph' && files.length === 1)
  for (const file of files) read(file, (chain) => say(toMermaid(chain)));
else if (command === undefined || command === '--help' || command === '-h') say(usage);
else complain(`Not a command with its files: ${process.argv.slice(2).join(' ')}\n${usage}`);
