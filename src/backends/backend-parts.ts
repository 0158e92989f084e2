import type { Backend } from './backend.js';

/** Optional parts of a back end that a request may depend on, and what a back end without them cannot do. */
const abilities = { jobs: 'list jobs', exports: 'export jobs', resume: 'resume jobs' } as const;

export type BackendPart = keyof typeof abilities;
export type BackendWith<Part extends BackendPart> = Backend & Required<Pick<Backend, Part>>;

export function hasPart<Part extends BackendPart>(backend: Backend, part: Part): backend is BackendWith<Part> {
  return backend[part] !== undefined;
}

/** Why a connection cannot do what was asked, to follow its name in a message. */
export function lacks({ type }: Backend, part: BackendPart): string {
  return `is of type ${type}, which cannot ${abilities[part]}`;
}
