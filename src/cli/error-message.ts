import { ApplicationFailure } from '@temporalio/common';
import { classifyFailure } from '../backends/failure-table.js';
import { ConfigurationError } from '../config/index.js';
import { DestinationError } from '../destinations/destination-error.js';
import { CommandError } from './command-error.js';

/** What a failed command prints: one message, and a stack only for a defect of this program. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof CommandError || error instanceof ConfigurationError) return error.message;
  if (error instanceof DestinationError) return `${error.type}: ${error.message}`;
  if (error.name === 'WorkflowFailedError' && error.cause instanceof Error) return errorMessage(error.cause);
  if (error instanceof ApplicationFailure) return `${error.type ?? 'Error'}: ${error.message}`;
  // The operating system's own words name the call, the file and the reason.
  if ('syscall' in error) return error.message;
  const outcome = classifyFailure(error, 'prepare');
  return outcome ? `${outcome.type}: ${error.message}` : (error.stack ?? error.message);
}
