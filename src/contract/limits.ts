const kibibyte = 1024;
/** Temporal takes payloads of up to 2 MB; an output of this size leaves room for what stands beside it. */
const outputSize = 256 * kibibyte;
/** Rows of the largest page that Orchestrator returns (OpenAPI 20.0). */
const pageRows = 1_000;

/** Limits of what crosses the wire, each with its unit. docs/chains.md shows those of a chain, and a test checks it. */
export const limits = {
  /** Jobs that one run may start, so that its history stays far below Temporal's limits. */
  jobsPerStart: 100,
  /** Orchestrator's limit on `InputArguments` (OpenAPI 20.0, maxLength), in characters of JSON. */
  jobInputCharacters: 10_000,
  /** Longest input that a run may carry itself: on its way it is quoted, and a payload holds 2 MB. */
  jobInputBytes: 1_000_000,
  /** Outputs above this go to a destination, unless the run says otherwise. */
  jobOutputBytes: outputSize,
  /** What all outputs of a run together may add to its history, far below Temporal's 2 MB for a payload. */
  runOutputsBytes: 1_000_000,
  /** Orchestrator's limit on `Reference` (OpenAPI 20.0, maxLength). */
  referenceCharacters: 128,

  /** Ids of runs, types and task queues: SQL stores take 255 characters, and servers set up for them count bytes. */
  idBytes: 255,
  /** One keyword in a search attribute: SQL stores take 255 characters. */
  keywordCharacters: 255,
  /** One search attribute: a server takes 2,048 bytes of JSON, and terminates a run that sets more. */
  searchAttributeBytes: 2_048,
  /** Summary of an activity, a timer or a child: a server takes 400 bytes of payload, encoding included. */
  summaryBytes: 340,
  /** Text that the UI shows about a run: a server takes 20,000 bytes of payload. */
  runDetailsBytes: 18_000,
  /** Any other payload that we make: a server takes 2 MB, and a codec may add to it. */
  payloadBytes: 1_900_000,
  /** Result of a run, which holds its outputs twice: a server takes 2,097,152 bytes. */
  resultBytes: 2_050_000,
  /** Output of a chain, beside the progress of its steps. */
  chainOutputBytes: 1_500_000,
  /** What a failure carries in its details, and the cause that it quotes. */
  failureDetailsBytes: 200_000,
  /** A failure that is retried: a server keeps 4,096 bytes of it, stack included, and drops the details of a larger one. */
  retriedFailureBytes: 3_000,
  /** Faults of one input that a failure lists; the others are counted. */
  faults: 20,
  faultCharacters: 600,
  /** A line of the log. */
  logTextCharacters: 8_000,
  logListItems: 50,

  /** A message, and a longer text of a back end such as the `Info` of a job: what exceeds ends with a mark. */
  messageCharacters: 2_000,
  /** A name, a key or a code from a back end. */
  nameCharacters: 255,
  /** The reason of a fault in a message. */
  reasonCharacters: 300,
  /** A text within a message or a line of details. */
  shortTextCharacters: 200,
  /** Reasons for which a job waits. */
  pendingReasons: 10,
  /** Names that a message lists. */
  listedNames: 10,
  /** Jobs, orphans or failures that the UI lists. */
  shownJobs: 50,
  shownFailures: 20,

  /** One reply of a back end that is not a file; what exceeds is an error, and is not read. */
  replyBytes: 8 * kibibyte * kibibyte,
  /** Replies up to this size are read side by side; of the larger ones, a connection reads one at a time. */
  smallReplyBytes: 256 * kibibyte,
  /** Headers of a reply, in number and in bytes. */
  replyHeaders: 200,
  replyHeadersBytes: 16 * kibibyte,
  /** Levels of lists and objects in an input, a chain, a reply, an output, and in what an expression gives. */
  jsonDepth: 100,
  /** Lists and objects in a reply; a page of jobs has a few thousand. */
  replyListsAndObjects: 100_000,
  /** One file of a back end, such as an output or an export; S3 takes no larger object in one piece. */
  fileBytes: 5_000_000_000,
  /** What is read of an error page. */
  errorPageBytes: 16 * kibibyte,
  /** Folders of a tenant, far more than any has: a server with endless pages must not fill the memory. */
  folders: 100_000,
  folderCharacters: 10_000_000,

  pageRows,
  /** Most jobs in one result of listJobs. */
  listedJobs: pageRows,
  /** Jobs in one result of listJobs: the history holds them twice, and Temporal takes 2 MB per payload. */
  listedJobsBytes: 900_000,
  /** Orphans in one result of findOrphans, far below Temporal's 2 MB per payload. */
  orphans: 500,
  /** Job lists that a worker requests per minute; Orchestrator's cloud allows a tenant 100. */
  defaultListsPerMinute: 90,
  /** Longest list of alternatives: Orchestrator takes 100 expressions in all, and fewer of those that follow a link. */
  filterAlternatives: 10,
  /** Most jobs that one run stops, so that its history stays far below Temporal's limits. */
  stoppedJobs: 1_000,
  /** Ids of one StopJobs call; Orchestrator documents no limit. */
  jobsPerStopCall: 100,
  /** Longest name of a file in a destination. */
  fileNameCharacters: 512,
  /** Exports of jobs that Orchestrator allows a tenant in a day of UTC. */
  exportsPerDay: 100,

  /** Steps of one chain; more belong into sub-chains. */
  chainSteps: 200,
  /** Output of a step that the history keeps, in bytes of JSON. */
  stepOutputBytes: outputSize,
  /** All outputs that one chain keeps, in characters of JSON. */
  chainOutputsCharacters: 4_000_000,
  /** Items that one step works on at once. */
  itemsAtOnce: 500,
  defaultItemsAtOnce: 10,
  /** JSON of what one run of items is given, so that it fits into one payload with its results. */
  itemsInputBytes: 1_200_000,
  /** JSON of all results of one step with forEach. */
  itemResultsBytes: 512 * kibibyte,
  /** Failures of items that are kept with their texts; the others are counted. */
  itemFailures: 50,
  /** A run of items that has come to this starts no further items; when those in work have ended it continues as new. */
  itemsHistoryEvents: 4_000,
  itemsHistoryBytes: 4_000_000,

  /** Longest expression. */
  expressionCharacters: 32 * kibibyte,
  /** Processor time and memory of an evaluation; one that needs more than the quick ones is tried again with these. */
  expressionQuickMs: 1_000,
  expressionQuickHeapMb: 128,
  expressionMs: 5_000,
  expressionHeapMb: 384,
  expressionCallDepth: 500,
  expressionListLength: 100_000,
  /** JSON of what the expressions of a step give together, and of what they read; a message to Temporal holds 4 MB. */
  expressionResultBytes: kibibyte * kibibyte,
  expressionScopeCharacters: 8_000_000,
  /** Expressions of so many items are evaluated together. */
  evaluationsAtOnce: 500,
} as const;

/** Default bounds of the adaptive interval between two polls of a waiting activity. */
export const defaultPollIntervalMs = { minimum: 1_000, maximum: 30_000 } as const;

/**
 * `visibility`: how long a job that exists may be missing from lists. `effect`: how long after a start was sent the
 * server may still act on it. The defaults for back ends that do not set their own.
 */
export const defaultWindowMs = { visibility: 15_000, effect: 60_000 } as const;

/** If no heartbeat arrives before the timeout, the worker counts as lost; single heartbeats may get lost before. */
export const heartbeatMs = { interval: 4_000, timeout: 20_000 } as const;
