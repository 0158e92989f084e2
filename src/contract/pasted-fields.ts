interface PastedField {
  /** The field in whose place it stands. */
  field: string;
  /** The sentence, if the name of that field does not say enough. */
  advice?: string;
}

/** Fields of other interfaces that people paste, in lower case, and what to write in their place. */
const pastedFields: Readonly<Record<string, PastedField>> = {
  startinfo: {
    field: 'job',
    advice: "is the body of Orchestrator's StartJobs: write job with process or releaseKey, input, strategy and count",
  },
  inputarguments: { field: 'input', advice: 'is called input here, and is a JSON object instead of its text' },
  organizationunitid: { field: 'folderId' },
  'x-uipath-organizationunitid': { field: 'folderId' },
  'x-uipath-folderkey': { field: 'folderKey' },
  'x-uipath-folderpath': { field: 'folder' },
  foldername: { field: 'folder' },
  folderpath: { field: 'folder' },
  releasename: { field: 'process' },
  processname: { field: 'process' },
  packagename: { field: 'processKey' },
  packageid: { field: 'processKey' },
  jobscount: { field: 'count' },
  noofrobots: { field: 'count' },
  jobpriority: { field: 'priority' },
  scenarioname: { field: 'scenario' },
  opname: { field: 'operation', advice: 'stands in operation: {"opName": …, "opParams": …}' },
  opparams: { field: 'operation', advice: 'stands in operation: {"opName": …, "opParams": …}' },
};

const ofConnection = 'belongs to the connection, in the configuration of the worker: leave it out';
const ofRun = 'is made by the run, so that no job starts twice: leave it out';

/** The same, of fields that no job has. */
const neverInJob: Readonly<Record<string, string>> = {
  startinfo: 'is the body of StartJobs: write its contents here, as process or releaseKey, input, strategy and count',
  apikey: ofConnection,
  accesstoken: ofConnection,
  authorization: ofConnection,
  tenantname: ofConnection,
  tenant: ofConnection,
  url: ofConnection,
  jobid: ofRun,
  reference: ofRun,
  batchexecutionkey: ofRun,
};

/** The sentence about a field that was pasted from elsewhere; undefined if it is not known. */
export function pastedFieldAdvice(
  path: readonly string[],
  key: string,
  allowed: readonly string[],
): string | undefined {
  const name = key.toLowerCase();
  if (path.at(-1) === 'job' && Object.hasOwn(neverInJob, name)) return neverInJob[name];
  const pasted = Object.hasOwn(pastedFields, name) ? pastedFields[name] : undefined;
  if (!pasted || !allowed.includes(pasted.field)) return undefined;
  return pasted.advice ?? `is called ${pasted.field} here`;
}
