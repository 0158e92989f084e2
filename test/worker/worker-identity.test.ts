import { describe, expect, it } from 'vitest';
import { connectionsElsewhere, fingerprintsOf, workerIdentity } from '../../src/worker/worker-identity.js';

const tenant = fingerprintsOf(['folder-1', 'folder-2']);
const sameTenant = fingerprintsOf(['folder-2', 'folder-3']);
const other = fingerprintsOf(['folder-8', 'folder-9']);
const identity = (servers: Record<string, string[]>): string =>
  workerIdentity('12@host', new Map(Object.entries(servers)));

describe('the identity of a worker', () => {
  it('shows a short fingerprint of each server, and none where nothing is known', () => {
    expect(identity({ default: tenant, link: [] })).toMatch(/^12@host default=[\w-]{4}\.[\w-]{4}$/);
  });

  it('stays short however many connections there are', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`connection-${index}`, tenant]));
    expect(identity(many).length).toBeLessThanOrEqual(250);
  });

  it.each([
    ['the same server', { default: tenant }, { default: tenant }, []],
    ['the same server, of which an account sees a part', { default: tenant }, { default: sameTenant }, []],
    ['another server', { default: tenant }, { default: other }, ['default']],
    ['another server for one of several', { a: tenant, 'b c': tenant }, { a: tenant, 'b c': other }, ['b c']],
    ['connections of other names', { a: tenant }, { b: other }, []],
    ['a server that is not known', { default: tenant }, { default: [] }, []],
  ])('tells which connections lead elsewhere: %s', (_, theirs, ours, expected) => {
    expect(connectionsElsewhere(identity(theirs), new Map(Object.entries(ours)))).toEqual(expected);
  });

  it('of a worker of another kind says nothing', () => {
    expect(connectionsElsewhere('12@host', new Map([['default', tenant]]))).toEqual([]);
  });
});
