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
