import type { Logger } from 'pino';
import { createLogger } from '../worker/index.js';

/** What the SDK's core logs when workflow code throws something that does not fail the run. */
const failedTask = 'Failing workflow task';

/**
 * Logs nothing but failed workflow tasks, each once: Temporal retries such a task for ever, so a test that waits for the
 * run would time out without a reason.
 */
export function quietLogger(write: (text: string) => unknown = (text) => process.stderr.write(text)): Logger {
  const written = new Set<string>();
  const log = (line: string): void => {
    const { msg, failure } = JSON.parse(line) as { msg?: string; failure?: string };
    if (msg !== failedTask || failure === undefined) return;
    const text = `A workflow task failed; Temporal retries it until the code is fixed: ${reasonOf(failure)}\n`;
    if (!written.has(text)) write(text);
    written.add(text);
  };
  return createLogger('warn', { write: log });
}

/** The stack, or else the message, out of the core's text for a failure: `Failure { message: "…", stack_trace: "…" }`. */
function reasonOf(failure: string): string {
  const field = (name: string): string => new RegExp(`${name}: ("(?:[^"\\\\]|\\\\.)*")`).exec(failure)?.[1] ?? '""';
  const texts = [field('stack_trace'), field('message')].map(unquoted);
  return texts.find((text) => text !== '') ?? failure;
}

function unquoted(text: string): string {
  return text
    .slice(1, -1)
    .replaceAll('\\n', '\n')
    .replace(/\\(["'\\])/g, '$1');
}
