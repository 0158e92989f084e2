import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { searchAttributes } from '../../contract/search-attributes.js';

const sdkTypes = { Keyword: SearchAttributeType.KEYWORD, KeywordList: SearchAttributeType.KEYWORD_LIST } as const;

type Attributes = typeof searchAttributes;
type KeyOf<Type extends SearchAttributeType> = ReturnType<typeof defineSearchAttributeKey<Type>>;
type Keys = { readonly [Name in keyof Attributes]: KeyOf<(typeof sdkTypes)[Attributes[Name]]> };

/** The SDK's typed key of each search attribute in the contract. */
export const searchAttributeKeys = Object.fromEntries(
  Object.entries(searchAttributes).map(([name, type]) => [name, defineSearchAttributeKey(name, sdkTypes[type])]),
) as Keys;
