import { readFileSync } from 'node:fs';
import { errorCode } from '../shared/error-code.js';

/**
 * Text of a file that contains one secret; undefined if it cannot be read. The reason never includes the path: someone
 * may have put the secret itself where the file name belongs, and it must not appear in a log.
 */
export function readSecretFile(path: string): { value: string } | { value: undefined; reason: string } {
  try {
    // Editors and `echo` end a file with a newline, and some begin it with a byte-order mark: not part of the secret.
    const value = readFileSync(path, 'utf8')
      .replace(/^\ufeff/, '')
      .replace(/\r?\n$/, '');
    return value === '' ? { value: undefined, reason: 'names an empty file' } : { value };
  } catch (error) {
    return { value: undefined, reason: `names a file that cannot be read (${errorCode(error)})` };
  }
}
