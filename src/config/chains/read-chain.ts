import type { InputFault } from '../../shared/input-fault.js';
import { readFileSync } from 'node:fs';
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { checkChain } from '../../contract/chain/check-chain.js';
import type { ChainDefinition } from '../../contract/chain/definition.js';
import { errorCode } from '../../shared/error-code.js';

/** A fault of a chain's file; `place` is `file:line:column`. */
export interface LocatedFault extends InputFault {
  place: string;
}

/** Reads a chain from a YAML or JSON file: returns the chain, or every fault with its place. */
export function readChain(path: string): { chain: ChainDefinition } | { faults: LocatedFault[] } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { faults: [{ place: path, path: 'chain', message: `cannot be read (${errorCode(error)})` }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  if (document.errors.length > 0)
    return {
      faults: document.errors.map(({ message, pos }) => ({
        place: placeAt(pos[0]),
        path: 'chain',
        message: `is invalid YAML: ${message}`,
      })),
    };
  const checked = checkChain(document.toJS());
  if ('chain' in checked) return checked;
  return { faults: checked.faults.map((fault) => ({ ...fault, place: placeAt(offsetOf(document, fault.path)) })) };
}

/** Where a dotted path begins in the file: at its key, or at the nearest existing key above it. */
function offsetOf(document: Document.Parsed, path: string): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path.split('.')) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && /^\d+$/.test(part)) {
      node = node.items[Number(part)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
