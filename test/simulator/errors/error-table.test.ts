import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../src/simulator/errors/api-error.js';
import { errorBody } from '../../../src/simulator/errors/envelopes.js';
import { errorTable, type ErrorKind } from '../../../src/simulator/errors/error-table.js';

interface RecordedError {
  readonly kind: ErrorKind;
  readonly properties: readonly string[];
  readonly message: string;
  readonly errorCode: number;
}

const { errors } = JSON.parse(
  readFileSync(new URL('../../fixtures/orchestrator-errors.json', import.meta.url), 'utf8'),
) as { errors: RecordedError[] };

describe('the error table', () => {
  test('has these entries, codes and statuses and no others', () => {
    const entries = Object.entries(errorTable).map(([kind, { status, code }]) => `${kind} ${status} ${code}`);
    expect(entries).toEqual([
      'NotAuthenticated 401 0',
      'NotAuthorized 403 0',
      'InvalidCredentials 400 1000',
      'InvalidQuery 400 1000',
      'InvalidRequest 400 1000',
      'InvalidField 400 1009',
      'InvalidArgument 400 0',
      'NameAlreadyUsed 409 1001',
      'NotFound 404 1002',
      'UnknownFolder 400 1100',
      'FolderRequired 400 1101',
      'InvalidRobots 409 0',
      'ForegroundRobotMissing 409 1230',
      'RobotsBusy 409 1670',
      'UnattendedUserMissing 409 1671',
      'MachineMissing 409 2818',
      'ExportQuota 400 4502',
      'TooManyRequests 429 0',
      'WrongState 409 0',
      'NoSuchAddress 404 0',
      'MethodNotAllowed 405 0',
      'ServerError 500 0',
    ]);
  });

  test.each(errors)('$kind has the body of the recorded reply', ({ kind, properties, message, errorCode }) => {
    const body = errorBody(new ApiError(kind, kind === 'NotFound' ? message : undefined));
    expect(Object.keys(body)).toEqual(properties);
    expect(body).toMatchObject({ message, errorCode });
  });
});
