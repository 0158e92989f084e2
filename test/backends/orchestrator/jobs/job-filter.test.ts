import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { odataFilter } from '../../../../src/backends/orchestrator/jobs/job-filter.js';
import type { JobFilter } from '../../../../src/contract/jobs/job-filter.js';
import { compileFilter } from '../../../../src/simulator/odata/compile-filter.js';
import { jobType } from '../../../../src/simulator/dto/job-dto.js';

describe('the $filter of a filter', () => {
  it.each<[JobFilter, string | undefined]>([
    [{}, undefined],
    [{ folder: 'Shared' }, undefined],
    [{ robotId: 749 }, 'Robot/Id eq 749'],
    [{ robot: 'DocBot' }, "Robot/Name eq 'DocBot'"],
    [{ robotId: 749, state: 'Successful' }, "Robot/Id eq 749 and State eq 'Successful'"],
    [
      { robotId: 759, ended: { before: '2018-02-22T10:00:00.837Z' } },
      'Robot/Id eq 759 and EndTime lt 2018-02-22T10:00:00.837Z',
    ],
    [{ environmentId: 312 }, 'Release/EnvironmentId eq 312'],
    [
      { created: { from: '2017-01-01' }, state: 'Faulted', errorText: 'Logon failure: unknown user' },
      "State eq 'Faulted' and CreationTime ge 2017-01-01T00:00:00.000Z and indexof(Info,'Logon failure: unknown user') ne -1",
    ],
    [
      { state: ['Running', 'Pending'], process: ["Bob's", 'Echo'], odata: "Source eq 'x' or Id eq 1" },
      "(State eq 'Running' or State eq 'Pending') and (ReleaseName eq 'Bob''s' or ReleaseName eq 'Echo') and (Source eq 'x' or Id eq 1)",
    ],
  ])('of %o', (filter, expected) => expect(odataFilter(filter)).toBe(expected));

  it('finds exactly the text that was meant, whatever it holds', () => {
    const info = fc.string({
      minLength: 1,
      unit: fc.constantFrom("'", "''", '(', ')', ' or ', ' eq ', 'a', '%', '\\', 'é'),
    });
    fc.assert(
      fc.property(info, info, fc.constantFrom('errorText', 'reference', 'process', 'robot'), (text, other, field) => {
        const properties = {
          errorText: 'Info',
          reference: 'Reference',
          process: 'ReleaseName',
          robot: 'Name',
        } as const;
        const row =
          (value: string) =>
          (name: string): unknown =>
            name === 'Robot' ? row(value) : name === properties[field] ? value : null;
        const matches = compileFilter(odataFilter({ [field]: text }) ?? '', jobType(20));
        expect(matches(row(text))).toBe(true);
        expect(matches(row(other))).toBe(field === 'errorText' ? other.includes(text) : other === text);
      }),
    );
  });
});
