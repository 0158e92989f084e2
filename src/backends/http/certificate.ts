import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { textAs } from '../../shared/settings/forms.js';
import { option } from '../../shared/settings/option.js';
import { errorCode } from '../../shared/error-code.js';

/** The path of a PEM file, replaced by the file's content. */
export const certificate = option(
  textAs((path) => {
    let pem: string;
    try {
      pem = readFileSync(path, 'utf8');
    } catch (error) {
      const fault = `names a file that cannot be read (${errorCode(error)})`;
      return { fault, remedy: 'Name a PEM file that this process may read.' };
    }
    try {
      new X509Certificate(pem);
      return { value: pem };
    } catch {
      const remedy = 'Name a file that begins with -----BEGIN CERTIFICATE-----.';
      return { fault: 'names a file that is not a PEM certificate', remedy };
    }
  }),
  { path: true },
);
