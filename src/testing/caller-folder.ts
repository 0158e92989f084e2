import { existsSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A function that gave a stack trace a place to end: the frames of it and of all it called are left out. */
type Callee = (...input: never[]) => unknown;

/** Folder of the file that calls `callee`, which must ask before it awaits anything; undefined if no frame has a file. */
export function folderOfCaller(callee: Callee): string | undefined {
  const file = filesOfCallers(callee).find((name) => !name.startsWith('node:'));
  if (file === undefined) return undefined;
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  return isAbsolute(path) ? dirname(path) : undefined;
}

function filesOfCallers(callee: Callee): string[] {
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  try {
    Error.prepareStackTrace = (_error, frames) => frames;
    const trace: { stack?: NodeJS.CallSite[] } = {};
    Error.captureStackTrace(trace, callee);
    return (trace.stack ?? []).flatMap((frame) => frame.getFileName() ?? []);
  } finally {
    if (before) Object.defineProperty(Error, 'prepareStackTrace', before);
    else Reflect.deleteProperty(Error, 'prepareStackTrace');
  }
}

/**
 * Makes paths absolute and checks that they exist: relative ones begin at the folder of `from`, the URL or
 * path of a file, or else at the caller's folder.
 */
export function pathsFrom(from: string | URL | undefined, callerFolder: string | undefined): (path: string) => string {
  const folder = from === undefined ? callerFolder : dirname(pathOf(from));
  return (path) => {
    if (folder === undefined && !isAbsolute(path))
      throw new Error(`The path '${path}' is relative, and the calling file is unknown. Add from: import.meta.url.`);
    const absolute = resolve(folder ?? '/', path);
    if (!existsSync(absolute)) throw new Error(`'${path}' was not found: ${absolute} does not exist.`);
    return absolute;
  };
}

function pathOf(from: string | URL): string {
  const text = String(from);
  return text.startsWith('file:') ? fileURLToPath(text) : resolve(text);
}
