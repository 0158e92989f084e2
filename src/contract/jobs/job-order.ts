import type { DataReference } from '../data-reference.js';
import type { FolderReference, ReleaseReference } from './target.js';

/** What a run wants from its back end, the same whatever the vendor; the back end knows what `fields` mean. */
export interface JobOrder {
  /** Type of the back end that the job is for. */
  backend: string;
  /** Where: a folder of Orchestrator, an app of InfoLink. */
  folder?: FolderReference;
  /** What: a release of Orchestrator, a scenario or operation of InfoLink. */
  release: ReleaseReference;
  /** What only the start needs to know. */
  fields: Record<string, unknown>;
  /** A file with the input of the job, in place of the input in `fields`. */
  inputFile?: DataReference;
  /** Small settings that the back end wants to see again with each call. */
  options?: Record<string, unknown>;
  /** Jobs that the start means to create; absent when only the server knows. */
  count?: number;
  /** The job asks for several jobs, even if that turns out to be one: the output is the list of their outputs. */
  several?: boolean;
}
