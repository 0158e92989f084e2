import { Connection } from '@temporalio/client';
import { describe, expect, inject, it } from 'vitest';
import { searchAttributes } from '../../src/contract/search-attributes.js';

describe('the server of a test run', () => {
  it('has our search attributes', async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    const namespace = inject('temporalNamespace');
    const attributes = await connection.operatorService.listSearchAttributes({ namespace });
    await connection.close();
    expect(Object.keys(attributes.customAttributes)).toEqual(expect.arrayContaining(Object.keys(searchAttributes)));
  });
});
