/** Search attributes of our workflows and their Temporal types. They hold names and keys, never inputs or outputs. */
export const searchAttributes = {
  RpaConnection: 'Keyword',
  RpaFolder: 'Keyword',
  RpaProcess: 'Keyword',
  RpaJobKeys: 'KeywordList',
  RpaJobState: 'Keyword',
  RpaChain: 'Keyword',
} as const;
