import { type ReadingTable, readingsIn } from '../../contract/chain/readings.js';
import { fileOf } from '../../contract/data-reference.js';

const onlyWhole = 'it is in a file, of which only the whole can be handed on, as the input of a job';

/** Why a part of an output cannot be read: a reference to a file has no parts. Undefined if it can be read. */
export function whyNoPart(output: unknown, part: string | undefined): string | undefined {
  return part !== undefined && part !== '$file' && fileOf(output) ? onlyWhole : undefined;
}

/** Why an output cannot be mapped. Undefined if it can. */
export function whyNoMapping(mapping: unknown, output: unknown, reads: ReadingTable): string | undefined {
  if (!fileOf(output)) return undefined;
  return readingsIn(mapping, reads).some(({ root, part }) => root === 'result' && whyNoPart(output, part))
    ? onlyWhole
    : undefined;
}
