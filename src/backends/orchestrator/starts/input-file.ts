import type { StartFiles } from '../../backend.js';
import { firstVersion } from '../api-version.js';
import { tooLarge } from '../attachments.js';
import type { OrchestratorClient, OutgoingFile } from '../types.js';
import type { StartJobsInput } from '../../../contract/activities.js';
import { invalidField } from '../../target-error.js';
import { parseJson } from '../../../shared/json.js';
import { limits } from '../../../contract/limits.js';

/** A character of Orchestrator's limit has at most three bytes, so more bytes are more characters than it takes. */
const maximumInputBytes = 3 * limits.jobInputCharacters;

/** How the input arguments of a start are sent. */
type InputForm = { text: string | undefined } | { file: Omit<OutgoingFile, 'name'> };

/** The fields of a start with its input in the form it is sent in; a file is sent first. */
export async function fieldsWithInput(
  client: OrchestratorClient,
  start: StartJobsInput,
  { contentOf, sentOnce, signal }: StartFiles,
): Promise<Record<string, unknown>> {
  const fields = { ...start.fields };
  delete fields.InputArguments;
  const form = await inputForm(client, start, contentOf);
  if ('text' in form) return { ...fields, ...(form.text !== undefined && { InputArguments: form.text }) };
  const name = `${start.reference.replace(/[^A-Za-z0-9._-]/g, '-')}.json`;
  const send = (): Promise<string> => client.uploadFile(start.target.folder, { name, ...form.file }, signal);
  return { ...fields, InputFile: await sentOnce(send) };
}

/**
 * Sends short arguments as text, and longer ones as a file if the server supports it (API 20). Otherwise the start is
 * rejected.
 */
async function inputForm(
  client: OrchestratorClient,
  { fields, inputFile }: StartJobsInput,
  contentOf: StartFiles['contentOf'],
): Promise<InputForm> {
  const text = typeof fields.InputArguments === 'string' ? fields.InputArguments : undefined;
  if (!inputFile) {
    if (text === undefined || text.length <= limits.jobInputCharacters) return { text };
    await refuseOnOldServer(client, text.length, 'characters');
    const bytes = Buffer.from(text);
    return { file: { content: () => pieces(bytes), bytes: bytes.byteLength, contentType: 'application/json' } };
  }
  const { contentType, bytes } = inputFile;
  if (contentType !== 'application/json')
    throw invalidField('job.input.$file', `must be JSON (application/json) to be an input, not ${contentType}`);
  const content = contentOf(inputFile);
  if (bytes > maximumInputBytes) {
    await refuseOnOldServer(client, bytes, 'bytes');
    return { file: { content, bytes, contentType } };
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of content()) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  const read = whole.toString('utf8');
  if (!isJsonObject(read)) throw invalidField('job.input.$file', 'does not contain a JSON object');
  if (read.length <= limits.jobInputCharacters) return { text: read };
  await refuseOnOldServer(client, read.length, 'characters');
  return { file: { content: () => pieces(whole), bytes, contentType } };
}

async function refuseOnOldServer(client: OrchestratorClient, length: number, unit: string): Promise<void> {
  const version = await client.apiVersion();
  if (version === undefined || version >= firstVersion.attachments) return;
  throw tooLarge(`${length} ${unit}`, length, `it speaks API version ${version}`);
}

function isJsonObject(text: string): boolean {
  try {
    const value = parseJson(text, limits.jsonDepth);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

async function* pieces(content: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(content);
}
