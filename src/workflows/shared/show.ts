import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { limits } from '../../contract/limits.js';
import { keyword, newestKeywords, type searchAttributes } from '../../contract/search-attributes.js';
import { cutBytes } from '../../shared/cut.js';
import { searchAttributeKeys } from './search-attribute-keys.js';

type Attributes = typeof searchAttributes;
type Values = { [Name in keyof Attributes]?: Attributes[Name] extends 'KeywordList' ? readonly string[] : string };

/** Shows a text about the run in the UI. A longer text than Temporal takes is cut. */
export function showDetails(text: string): void {
  setCurrentDetails(cutBytes(text, limits.runDetailsBytes));
}

/** A summary on one line, as long as Temporal takes it. */
export const summaryOf = (text: string): string => cutBytes(text.replace(/\s+/g, ' '), limits.summaryBytes);

/** Sets search attributes in a form that every store takes; a list that is too long keeps its newest items. */
export function setSearchAttributes(values: Values): void {
  const { RpaJobKeys: jobKeys, ...keywords } = values;
  const names = Object.keys(keywords) as (keyof typeof keywords)[];
  upsertSearchAttributes([
    ...names.map((name) => ({ key: searchAttributeKeys[name], value: keyword(keywords[name] ?? '') })),
    ...(jobKeys ? [{ key: searchAttributeKeys.RpaJobKeys, value: newestKeywords(jobKeys) }] : []),
  ]);
}
