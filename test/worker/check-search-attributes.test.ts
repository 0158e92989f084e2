import type { NativeConnection } from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import { searchAttributes } from '../../src/contract/search-attributes.js';
import { checkSearchAttributes } from '../../src/worker/check-search-attributes.js';

const keyword = 2;
const text = 1;
const keywordList = 7;
const right = Object.fromEntries(
  Object.entries(searchAttributes).map(([name, type]) => [name, type === 'Keyword' ? keyword : keywordList]),
);

function checkWith(customAttributes: Record<string, number>) {
  const operatorService = { listSearchAttributes: () => Promise.resolve({ customAttributes }) };
  return checkSearchAttributes({ operatorService } as unknown as NativeConnection, 'acme');
}

describe('the search attributes of a namespace', () => {
  it('are present if each has its type', async () => {
    expect(await checkWith(right)).toEqual({ present: true });
  });

  it('are not present if one of them is missing; the command creates it', async () => {
    const others = Object.fromEntries(Object.entries(right).filter(([name]) => name !== 'RpaJobKeys'));
    expect(await checkWith(others)).toEqual({
      present: false,
      reason: 'the namespace lacks RpaJobKeys',
      command: 'temporal operator search-attribute create --namespace acme --name RpaJobKeys --type KeywordList',
    });
  });

  it('are not present if one of them has another type; the command removes and creates it', async () => {
    expect(await checkWith({ ...right, RpaJobKeys: keyword, RpaChain: text })).toEqual({
      present: false,
      reason: 'RpaJobKeys has the type Keyword instead of KeywordList; RpaChain has the type Text instead of Keyword',
      command:
        'temporal operator search-attribute remove --namespace acme --yes --name RpaJobKeys --name RpaChain && ' +
        'temporal operator search-attribute create --namespace acme ' +
        '--name RpaJobKeys --type KeywordList --name RpaChain --type Keyword',
    });
  });

  it('are not present if the server does not list them', async () => {
    const operatorService = { listSearchAttributes: () => Promise.reject(new Error('not allowed')) };
    expect(await checkSearchAttributes({ operatorService } as unknown as NativeConnection, 'acme')).toEqual({
      present: false,
      reason: 'the server does not list its search attributes: not allowed',
    });
  });
});
