/** What back ends can do differently. Workflows ask these, never for the vendor; docs/adding-a-backend.md explains each. */
export interface Capabilities {
  /** A stop has two strengths: SoftStop, which the job may heed, and Kill. Otherwise Kill is the only one. */
  softStop: boolean;
  /** Jobs can be listed by folder, state and time. */
  list: boolean;
  /** The back end writes files of many jobs at once. */
  export: boolean;
  /** Jobs can have files. */
  attachments: boolean;
  /** The back end can tell that a job has changed (webhooks). */
  hints: boolean;
}

/** Of Orchestrator, and of every run that began before back ends told theirs. */
export const orchestratorCapabilities: Capabilities = {
  softStop: true,
  list: true,
  export: true,
  attachments: true,
  hints: true,
};
