import { describe, expect, it } from 'vitest';
import { BackendError, type BackendErrorFields } from '../../src/backends/backend-error.js';
import { type CallPurpose, classifyFailure } from '../../src/backends/failure-table.js';

const classify = (fields: Partial<BackendErrorFields>, purpose: CallPurpose) =>
  classifyFailure(new BackendError('m', { method: 'POST', url: 'u', progress: 'replied', ...fields }), purpose);

describe('what a failed call means', () => {
  it.each<[string, Partial<BackendErrorFields>, object]>([
    ['a refused connection', { progress: 'notSent' }, { type: 'BackendUnavailable', retryable: true, doubtful: false }],
    ['no reply', { progress: 'noReply' }, { type: 'BackendUnavailable', retryable: true, doubtful: true }],
    ['503', { status: 503 }, { type: 'BackendUnavailable', retryable: true, doubtful: true }],
    ['408', { status: 408 }, { type: 'BackendUnavailable', retryable: true, doubtful: true }],
    [
      '429',
      { status: 429, retryAfterMs: 3000 },
      { type: 'RateLimited', retryable: true, doubtful: false, delayMs: 3000 },
    ],
    ['400', { status: 400 }, { type: 'RequestRefused', retryable: false, doubtful: false }],
    ['401', { status: 401 }, { type: 'AuthenticationFailed', retryable: false, doubtful: false }],
    ['403', { status: 403 }, { type: 'PermissionDenied', retryable: false, doubtful: false }],
    ['1100', { status: 400, errorCode: 1100 }, { type: 'FolderNotFound', retryable: false, doubtful: false }],
    ['1002', { status: 404, errorCode: 1002 }, { type: 'ReleaseNotFound', retryable: false, doubtful: false }],
    [
      '1670',
      { status: 409, errorCode: 1670 },
      { type: 'RequestRefused', retryable: true, doubtful: false, delayMs: 30_000 },
    ],
    ['2818', { status: 409, errorCode: 2818 }, { type: 'RequestRefused', retryable: false, doubtful: false }],
    [
      'a 2xx page',
      { status: 200, notTheApi: true },
      { type: 'ConnectionMisconfigured', retryable: true, doubtful: true },
    ],
  ])('on start: %s', (_what, fields, expected) => {
    expect(classify(fields, 'start')).toEqual(expected);
  });

  it('leaves nothing in doubt where nothing is created', () => {
    expect(classify({ status: 503 }, 'follow')).toMatchObject({ retryable: true, doubtful: false });
  });

  it('retries slowly what can be repaired while a robot works', () => {
    for (const fields of [{ status: 401 }, { status: 403 }, { status: 400, errorCode: 1100 }, { notTheApi: true }]) {
      expect(classify(fields, 'follow')).toMatchObject({ retryable: true, delayMs: 30_000 });
      expect(classify(fields, 'prepare')).toMatchObject({ retryable: false });
    }
  });

  it('tells a vanished job from a vanished release', () => {
    expect(classify({ status: 404 }, 'follow')).toMatchObject({ type: 'JobNotFound', retryable: false });
  });

  it('lets defects of ours through', () => {
    expect(classifyFailure(new TypeError('x'), 'start')).toBeUndefined();
  });
});
