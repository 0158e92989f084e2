import { behaviours, type Behaviour } from './behaviour.js';

export interface Release {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  /** The package id: several releases may share it. */
  readonly processKey: string;
  readonly processVersion: string;
  readonly folderId: number;
  readonly behaviour: Behaviour;
}

type Seed = readonly [name: string, processKey: string, folderId: number, behaviour: Behaviour, version?: string];

const seeds: readonly Seed[] = [
  ['Echo', 'Echo.Process', 1, behaviours.echo],
  ['Fails', 'Fails.Process', 1, behaviours.fails],
  ['Slow', 'Slow.Process', 1, behaviours.slow],
  ['Stubborn', 'Stubborn.Process', 1, behaviours.stubborn],
  ['Suspends', 'Suspends.Process', 1, behaviours.suspends],
  ['Waits', 'Waits.Process', 1, behaviours.waits],
  ['Daily report', 'Report.Daily', 2, behaviours.echo, '2.1.0'],
  ['Daily report (old)', 'Report.Daily', 2, behaviours.echo, '1.4.2'],
  ['Extract invoices', 'Invoices.Extract', 3, behaviours.echo],
  ['Post invoices', 'Invoices.Post', 3, behaviours.echo],
];

/** The releases every simulator starts with; ids from 101 and keys never change. */
export const seedReleases: readonly Release[] = seeds.map(
  ([name, processKey, folderId, behaviour, version], index) => ({
    id: 101 + index,
    key: `22222222-bbbb-4bbb-8bbb-${String(101 + index).padStart(12, '0')}`,
    name,
    processKey,
    processVersion: version ?? '1.0.0',
    folderId,
    behaviour,
  }),
);
