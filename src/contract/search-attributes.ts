import { cut, jsonBytes } from '../shared/cut.js';
import { limits } from './limits.js';

/**
 * The search attributes of our workflows and their Temporal types. They hold names and keys, never inputs or outputs.
 * The typed keys that workflows set, the set-up script and docs/deployment.md follow this table; a test checks both texts.
 */
export const searchAttributes = {
  RpaConnection: 'Keyword',
  RpaFolder: 'Keyword',
  RpaProcess: 'Keyword',
  RpaJobKeys: 'KeywordList',
  RpaJobState: 'Keyword',
  RpaChain: 'Keyword',
} as const;

/** A text as a keyword that every store takes. PostgreSQL refuses NUL and half characters. */
export const keyword = (text: string): string => cut(text.replace(control, ' '), limits.keywordCharacters);

const control = /[\p{Cc}\p{Cs}]/gu;

/** Keywords that together fit into one attribute: the newest, which stand at the end. */
export function newestKeywords(texts: readonly string[]): string[] {
  const kept: string[] = [];
  for (const text of texts.map(keyword).reverse()) {
    if (jsonBytes([text, ...kept]) > limits.searchAttributeBytes) break;
    kept.unshift(text);
  }
  return kept;
}
