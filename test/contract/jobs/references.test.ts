import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jobReference, namespaceMark, readReference } from '../../../src/contract/jobs/references.js';
import { limits } from '../../../src/contract/limits.js';

const firstRunId = '1c7222dc-416f-4c60-9b17-88262c91768f';

it('keeps any workflow id within the length and characters that Orchestrator takes', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 1000 }), fc.nat(99), (workflowId, start) => {
      const reference = jobReference({ namespace: 'default', workflowId, firstRunId, attempt: 1, start });
      expect(reference.length).toBeLessThanOrEqual(limits.referenceCharacters);
      expect(reference).toMatch(/^[A-Za-z0-9._:-]+$/);
    }),
  );
});

it('differs between the starts and the attempts of one run', () => {
  const references = [1, 2].flatMap((attempt) =>
    [0, 1, 11].map((start) =>
      jobReference({ namespace: 'default', workflowId: 'w'.repeat(900), firstRunId, attempt, start }),
    ),
  );
  expect(new Set(references).size).toBe(references.length);
});

it('can be read back, whatever the workflow id', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.string(), (workflowId, namespace) => {
      const reference = jobReference({ namespace, workflowId, firstRunId, attempt: 2, start: 11 });
      expect(readReference(reference)).toEqual({ namespaceMark: namespaceMark(namespace), firstRunId });
    }),
  );
  for (const foreign of ['', 'rpa:', 'invoice-17', `rpa:zz:${firstRunId}:1.0:w`])
    expect(readReference(foreign)).toBeUndefined();
});

it('marks namespaces apart', () => {
  expect(new Set(['default', 'acme', 'acme.a1b2c', ''].map(namespaceMark)).size).toBe(4);
});
