import { describe, expect, it } from 'vitest';
import { parseListJobsInput } from '../../src/contract/list-jobs.js';
import { parseRunJobInput } from '../../src/contract/run-job.js';

const faultsOf = (parsed: object): string[] =>
  'faults' in parsed
    ? (parsed.faults as { path: string; message: string }[]).map(({ path, message }) => `${path} ${message}`)
    : [];
const ofJob = (job: unknown): string[] => faultsOf(parseRunJobInput({ job }));

describe('what people paste into the input of a run', () => {
  it.each<[object, string]>([
    [{ process: 'E', startInfo: {} }, 'job.startInfo is the body of StartJobs: write its contents here, as process'],
    [{ process: 'E', OrganizationUnitId: 3 }, 'job.OrganizationUnitId is called folderId here'],
    [{ process: 'E', InputArguments: '{}' }, 'job.InputArguments is called input here, and is a JSON object instead'],
    [{ process: 'E', jobId: 'a' }, 'job.jobId is made by the run, so that no job starts twice: leave it out'],
    [
      { appId: '7', scenario: 'S', jobId: 'a' },
      'job.jobId is made by the run, so that no job starts twice: leave it out',
    ],
    [
      { appId: '7', scenario: 'S', apiKey: 'k' },
      'job.apiKey belongs to the connection, in the configuration of the worker',
    ],
    [{ appId: '7', scenario: 'S', opName: 'RunScenario' }, 'job.opName stands in operation: {"opName"'],
    [{ process: 'E', NoOfRobots: 2 }, 'job.NoOfRobots is called count here'],
    [
      { process: 'E', input: '{"a": 1}' },
      'job.input must be a JSON object, not its text: leave out the quotation marks',
    ],
    [{ appId: '7', scenario: 'S', parameters: '{}' }, 'job.parameters must be a JSON object, not its text'],
  ])('%j gets one sentence', (job, sentence) => {
    const faults = ofJob(job);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(sentence);
  });

  it('a whole body of StartJobs gets one', () => {
    expect(faultsOf(parseRunJobInput({ startInfo: { ReleaseKey: 'k' } }))).toContain(
      "startInfo is the body of Orchestrator's StartJobs: write job with process or releaseKey, input, strategy and count",
    );
  });

  it('the list of known fields is printed once', () => {
    const faults = ofJob({ process: 'E', folde: 'x', wrong: 1, worse: 2 });
    expect(faults).toHaveLength(3);
    expect(faults[0]).toContain("did you mean 'folder'? Allowed: folder, ");
    expect(faults.slice(1)).toEqual(['job.wrong is not a field here', 'job.worse is not a field here']);
  });

  it('a filter pasted with its name is refused, and OrganizationUnitId is named', () => {
    expect(faultsOf(parseListJobsInput({ filter: { odata: "$filter=State eq 'Faulted'" } }))).toEqual([
      'filter.odata must be the expression alone: leave out $filter=',
    ]);
    expect(faultsOf(parseListJobsInput({ filter: { OrganizationUnitId: 3 } }))).toEqual([
      'filter.OrganizationUnitId is called folderId here',
    ]);
  });
});
