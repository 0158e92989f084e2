import { readFileSync } from 'node:fs';
import { errorCode } from '../shared/error-code.js';

/**
 * Text of a file that holds one secret; undefined when there is none to be had. The reason names no path: who puts
 * the secret itself where its file's name belongs must not find it in a log.
 */
export function readSecretFile(path: string): { value: string } | { value: undefined; reason: string } {
  try {
    // Editors and `echo` end a file with a newline that is not part of the secret.
    const value = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return value === '' ? { value: undefined, reason: 'names a file that is empty' } : { value };
  } catch (error) {
    return { value: undefined, reason: `names a file that cannot be read (${errorCode(error)})` };
  }
}
