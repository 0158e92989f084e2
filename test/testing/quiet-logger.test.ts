import { expect, it } from 'vitest';
import { quietLogger } from '../../src/testing/quiet-logger.js';

it('writes nothing but the reason of a failed workflow task, and that once', () => {
  const written: string[] = [];
  const logger = quietLogger((text) => written.push(text));
  const failure =
    'Failure { failure: Some(Failure { message: "not \\"this\\"", source: "TypeScriptSDK", ' +
    'stack_trace: "TypeError: not \\"this\\"\\n    at pay (workflows.ts:3:9)", cause: None }) }';
  logger.warn({ failure }, 'Failing workflow task');
  logger.warn({ failure }, 'Failing workflow task');
  logger.error({ failure }, 'Activity failed');
  expect(written).toEqual([
    'A workflow task failed; Temporal retries it until the code is fixed: TypeError: not "this"\n' +
      '    at pay (workflows.ts:3:9)\n',
  ]);
});
