import { credentials } from '../../../src/simulator/index.js';
import type { TestSimulator } from '../simulator-client.js';

/** One reply and the operation of the contract that it belongs to. */
export interface JudgedReply {
  readonly operation: string;
  readonly status: number;
  readonly body: unknown;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const bound = 'UiPath.Server.Configuration.OData';
const sharedKey = '11111111-aaaa-4aaa-8aaa-000000000001';

/** Calls every operation that simulator and contract share, and gives the replies. */
export async function callEverything(sim: TestSimulator): Promise<JudgedReply[]> {
  const replies: JudgedReply[] = [];
  const call = async (method: Method, path: string, key: unknown = '', query = '', body?: unknown) => {
    const address = path.replace(/\{\w+\}/, String(key)) + query;
    const reply = await sim.send(method, address, body === undefined ? {} : { body });
    const judged = reply.text === '' ? undefined : reply.body;
    replies.push({ operation: `${method} ${path}`, status: reply.status, body: judged });
    return reply.body;
  };
  await callAccountAndFolders(call);
  await callJobs(call, sim);
  await callExports(call, sim);
  await callAttachments(call);
  await callWebhooks(call);
  return replies;
}

type CallIt = (
  method: Method,
  path: string,
  key?: unknown,
  query?: string,
  body?: unknown,
) => Promise<Record<string, unknown>>;

async function callAccountAndFolders(call: CallIt): Promise<void> {
  const { tenancyName, userName, password } = credentials;
  await call('POST', '/api/Account/Authenticate', '', '', { tenancyName, usernameOrEmailAddress: userName, password });
  await call('GET', '/odata/Folders', '', '?$count=true');
  await call('GET', '/odata/Folders({key})', 3);
  await call('GET', `/odata/Folders/${bound}.GetByKey(identifier={identifier})`, sharedKey);
  await call('GET', '/api/Folders/GetAllForCurrentUser', '', '?take=2');
  await call('GET', '/api/FoldersNavigation/GetFoldersForCurrentUser', '', '?searchText=sh');
  await call('GET', '/odata/Releases', '', '?$expand=EntryPoint');
  await call('GET', '/odata/Releases({key})', 101);
}

async function callJobs(call: CallIt, sim: TestSimulator): Promise<void> {
  const startInfo = { ReleaseName: 'Echo', InputArguments: '{"a":1}', JobPriority: 'High', Reference: 'r' };
  const started = await call('POST', `/odata/Jobs/${bound}.StartJobs`, '', '', { startInfo });
  const [first] = started.value as Record<string, unknown>[];
  await call('POST', `/odata/Jobs/${bound}.ValidateDynamicJob`, '', '', { startInfo });
  const waits = await sim.start('Waits');
  const suspends = await sim.start('Suspends');
  const slow = await sim.start('Slow');
  await sim.start('Fails');
  await call('POST', `/odata/Jobs({key})/${bound}.ValidateExistingJob`, waits.Id, '', {});
  sim.clock.advance(1_000);
  await call('GET', '/odata/Jobs', '', '?$count=true&$expand=Robot,Release,Machine');
  await call('GET', '/odata/Jobs({key})', first?.Id, '?$expand=Robot,Release($expand=EntryPoint),Machine');
  await call('GET', '/odata/JobTriggers');
  await call('GET', `/odata/JobTriggers/${bound}.GetByJobKey(jobKey={jobKey})`, suspends.Key);
  await call('POST', `/odata/Jobs/${bound}.ResumeJob`, '', '', { jobKey: suspends.Key });
  await call('POST', `/odata/Jobs/${bound}.RestartJob`, '', '', { jobId: first?.Id });
  await call('POST', `/odata/Jobs({key})/${bound}.StopJob`, waits.Id, '', { strategy: 'SoftStop' });
  await call('POST', `/odata/Jobs/${bound}.StopJobs`, '', '', { jobIds: [slow.Id], strategy: 'Kill' });
  await callInbox(call, sim);
  await call('GET', '/odata/RobotLogs', '', '?$top=5');
  await call('GET', `/odata/RobotLogs/${bound}.GetTotalCount`);
}

async function callInbox(call: CallIt, sim: TestSimulator): Promise<void> {
  const { Key } = await sim.start('Suspends');
  sim.clock.advance(1_000);
  const { rows } = await sim.get(`/odata/JobTriggers/${bound}.GetByJobKey(jobKey=${String(Key)})`);
  const inbox = rows[0]?.ItemKey;
  await call('POST', '/api/JobTriggers/DeliverPayload/{inboxId}', inbox, '', { payload: { approved: true } });
  await call('GET', '/api/JobTriggers/GetPayload/{inboxId}', inbox);
}

async function callExports(call: CallIt, sim: TestSimulator): Promise<void> {
  const { Id } = await call('POST', `/odata/Jobs/${bound}.Export`, '', '?$top=10');
  await call('POST', `/odata/RobotLogs/${bound}.Export`, '', '?$top=10');
  sim.clock.advance(5_000);
  await call('GET', '/odata/Exports({key})', Id);
  await call('GET', `/odata/Exports({key})/${bound}.GetDownloadLink`, Id);
}

async function callAttachments(call: CallIt): Promise<void> {
  const { Id } = await call('POST', '/odata/Attachments', '', '', { Name: 'input.json' });
  await call('GET', '/odata/Attachments');
  await call('GET', '/odata/Attachments({key})', Id);
  await call('DELETE', '/odata/Attachments({key})', Id);
}

async function callWebhooks(call: CallIt): Promise<void> {
  const webhook = {
    Name: 'test',
    Url: 'http://127.0.0.1:9/',
    Enabled: false,
    SubscribeToAllEvents: true,
    AllowInsecureSsl: false,
    Events: [{ EventType: 'job.created' }],
  };
  const { Id } = await call('POST', '/odata/Webhooks', '', '', webhook);
  await call('GET', '/odata/Webhooks');
  await call('GET', '/odata/Webhooks({key})', Id);
  await call('PUT', '/odata/Webhooks({key})', Id, '', webhook);
  await call('PATCH', '/odata/Webhooks({key})', Id, '', { Name: 'other' });
  await call('GET', `/odata/Webhooks/${bound}.GetEventTypes`);
  await call('POST', `/odata/Webhooks({key})/${bound}.Ping`, Id, '', {});
  await call('DELETE', '/odata/Webhooks({key})', Id);
}
