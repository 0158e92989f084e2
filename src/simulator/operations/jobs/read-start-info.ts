import { ApiError } from '../../errors/api-error.js';
import type { Call } from '../route.js';
import { isRecord, parseJson, property } from '../../json.js';
import type { Release } from '../../model/release.js';
import { attachmentOf } from '../attachments/attachments.js';
import { releasesOf } from '../releases/releases.js';
import { bodyOf } from '../request-body.js';
import { startInfoFields, type StartInfoField } from './start-info-fields.js';

/** A checked StartProcessDto: only fields that were given, under their proper names. */
export type StartInfo = Readonly<Record<string, unknown>>;

/** Reads `{startInfo: {…}}`, keys in any case; a field that this API version lacks is refused. */
export function readStartInfo(call: Call): StartInfo {
  const { request, simulation } = call;
  const given = property(bodyOf(request, 'startInfo'), 'startInfo');
  if (!isRecord(given)) throw new ApiError('InvalidRequest', 'startInfo must not be null');
  const startInfo: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    const [name, field] = fieldNamed(key, simulation.apiVersion);
    if (value === null) continue;
    const fault = field.check(value);
    if (fault !== undefined) throw new ApiError('InvalidField', `The field ${name} ${fault}.`);
    startInfo[name] = value;
  }
  checkInput(startInfo.InputArguments);
  checkPairs(startInfo);
  checkFiles(call, startInfo);
  return startInfo;
}

/** The release by key or, failing that, by name; it must lie in the call's folder. */
export function releaseOf(call: Call, startInfo: StartInfo): Release {
  const { ReleaseKey: key, ReleaseName: name } = startInfo;
  if (key === undefined && name === undefined) {
    throw new ApiError('InvalidField', 'The ReleaseKey field is required.');
  }
  const wantedKey = typeof key === 'string' ? key.toLowerCase() : undefined;
  const release = releasesOf(call).find((candidate) =>
    wantedKey === undefined ? candidate.name === name : candidate.key === wantedKey,
  );
  if (release === undefined) throw new ApiError('NotFound', 'Release does not exist.');
  return release;
}

function fieldNamed(key: string, apiVersion: number): [string, StartInfoField] {
  const found = Object.entries(startInfoFields).find(([name]) => name.toLowerCase() === key.toLowerCase());
  if (found !== undefined && found[1].since <= apiVersion) return found;
  throw new ApiError('InvalidRequest', `The property '${key}' does not exist on type 'StartProcessDto'.`);
}

function checkInput(input: unknown): void {
  if (typeof input !== 'string' || input === '') return;
  if (!isRecord(parseJson(input)))
    throw new ApiError('InvalidField', 'The field InputArguments must be a JSON object.');
}

/** What the user guide calls InvalidArgument. An empty text counts as absent, as everywhere in this call. */
function checkPairs(startInfo: StartInfo): void {
  for (const [one, other] of exclusive) {
    if (isGiven(startInfo[one]) && isGiven(startInfo[other]))
      throw new ApiError('InvalidArgument', `InvalidArgument: ${one} and ${other} exclude each other.`);
  }
}

const exclusive = [
  ['JobPriority', 'SpecificPriorityValue'],
  ['InputFile', 'InputArguments'],
] as const;

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '';
}

/** A missing file and a missing release have the same code: only the message distinguishes them. */
function checkFiles(call: Call, { InputFile, Attachments }: StartInfo): void {
  const listed = (Array.isArray(Attachments) ? Attachments : []).filter(isRecord);
  for (const id of [InputFile, ...listed.map((item) => property(item, 'attachmentId'))]) {
    if (id !== undefined) attachmentOf(call, id);
  }
}
