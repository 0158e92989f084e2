import { BackendError } from '../../backend-error.js';
import { dispensable } from '../api-version.js';
import type { StartInfo } from '../types.js';

/** What a connection has learned about the fields that its server refuses, whatever version it announces. */
export class RefusedFields {
  private readonly refused = new Set<string>();

  without(startInfo: StartInfo): StartInfo {
    return Object.fromEntries(Object.entries(startInfo).filter(([name]) => !this.refused.has(name))) as StartInfo;
  }

  /**
   * The error of a start. If the server refused it for a field that a start can do without, later starts leave the
   * field out, and the error says that this one may be sent again. Any other field is part of what the run asked for.
   */
  learn(error: unknown, sent: StartInfo): unknown {
    if (!(error instanceof BackendError) || error.fields.status !== 400) return error;
    const { body = '' } = error.fields;
    const leftOut = dispensable.find((name) => name in sent && body.toLowerCase().includes(name.toLowerCase()));
    if (leftOut === undefined) return error;
    this.refused.add(leftOut);
    return new BackendError(error.message, { ...error.fields, leftOut });
  }
}

/** The error of a start with strategy All, with what UiPath says about it (API guide, "Jobs requests"). */
export function aboutStrategyAll(error: unknown, { Strategy: strategy }: StartInfo): unknown {
  if (strategy !== 'All' || !(error instanceof BackendError)) return error;
  const { status = 0, notTheApi } = error.fields;
  const refused = notTheApi !== true && [400, 404, 409, 422].includes(status);
  if (!refused) return error;
  const advice = 'UiPath says that strategy All does not apply to modern folders: use ModernJobsCount with count';
  return new BackendError(`${error.message}. ${advice}`, error.fields);
}
