import { describe, expect, test } from 'vitest';
import { useLink, type Access } from '../../blob-client.js';
import { action, simulate, type TestSimulator } from '../../simulator-client.js';

const access = (body: Record<string, unknown>) => body.BlobFileAccess as Access;

async function uploaded(sim: TestSimulator, content: string): Promise<string> {
  const { body } = await sim.post('/odata/Attachments', { Name: 'input.json' });
  expect((await useLink(access(body), content)).status).toBe(201);
  return String(body.Id);
}

describe('attachments', () => {
  test('are created, uploaded and downloaded', async () => {
    const sim = await simulate();
    const created = await sim.post('/odata/Attachments', { Name: 'big.json' });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ Name: 'big.json', BlobFileAccess: { Verb: 'PUT', RequiresAuth: false } });
    await useLink(access(created.body), '{"ä":1}');
    const read = await sim.get(`/odata/Attachments(${String(created.body.Id)})`);
    expect(await useLink(access(read.body))).toMatchObject({ status: 200, text: '{"ä":1}' });
    expect((await sim.get('/odata/Attachments')).rows).toMatchObject([{ Name: 'big.json' }]);
    expect((await sim.send('DELETE', `/odata/Attachments(${String(created.body.Id)})`)).status).toBe(204);
    expect((await sim.get(`/odata/Attachments(${String(created.body.Id)})`)).status).toBe(404);
  });

  test('need a name, and a server of version 20', async () => {
    const { post } = await simulate();
    for (const body of [{}, { Name: '' }, { Name: 'x'.repeat(257) }]) {
      expect((await post('/odata/Attachments', body)).status).toBe(400);
    }
    const older = await simulate({ apiVersion: 17 });
    expect((await older.post('/odata/Attachments', { Name: 'x' })).status).toBe(404);
  });

  test('have links that refuse a token, want their headers, and expire, with errors in XML', async () => {
    const sim = await simulate();
    const { body } = await sim.post('/odata/Attachments', { Name: 'x' });
    const link = access(body);
    const withToken = await useLink(link, 'x', { authorization: 'Bearer rt_sim-token' });
    expect([withToken.status, withToken.contentType]).toEqual([400, 'application/xml']);
    expect((await useLink({ ...link, Headers: { Keys: [], Values: [] } }, 'x')).text).toContain(
      'MissingRequiredHeader',
    );
    expect((await useLink({ ...link, Verb: 'GET' })).status).toBe(403);
    sim.clock.advance(3_600_000);
    expect((await useLink(link, 'x')).text).toContain('<Code>AuthenticationFailed</Code>');
  });

  test('answer a fault of the storage in XML too', async () => {
    const sim = await simulate();
    const { body } = await sim.post('/odata/Attachments', { Name: 'x' });
    sim.simulator.addFault({ operation: 'Blobs.upload', fault: 'status', status: 503 });
    const reply = await useLink(access(body), 'x');
    expect([reply.status, reply.contentType]).toEqual([503, 'application/xml']);
    expect((await useLink(access(body), 'x')).status).toBe(201);
  });

  test('that were never uploaded are not found in the storage', async () => {
    const sim = await simulate();
    const { body } = await sim.post('/odata/Attachments', { Name: 'x' });
    const read = await sim.get(`/odata/Attachments(${String(body.Id)})`);
    expect((await useLink(access(read.body))).status).toBe(404);
  });
});

describe('a job with files', () => {
  const scenario = {
    folders: ['Shared'],
    releases: [
      {
        name: 'R',
        folder: 'Shared',
        behaviour: { outcomes: [{ end: 'Successful' as const, outputAs: 'file' as const }] },
      },
    ],
  };

  test('reads its input from a file and writes its output to one', async () => {
    const sim = await simulate({ scenario });
    const content = JSON.stringify({ text: 'x'.repeat(20_000) });
    const InputFile = await uploaded(sim, content);
    const { Id, Key } = await sim.start('R', undefined, { InputFile });
    sim.clock.advance(1_000);
    const job = await sim.job(Id);
    expect(job).toMatchObject({ State: 'Successful', InputArguments: null, InputFile, OutputArguments: null });
    const { body } = await sim.get(`/odata/Attachments(${String(job.OutputFile)})`);
    expect((await useLink(access(body))).text).toBe(content);
    expect((await sim.get('/odata/Jobs')).rows[0]).toMatchObject({ InputFile: null, OutputFile: null });
    const links = (await sim.get(`/api/JobAttachments/GetByJobKey?jobKey=${String(Key)}`)).rows;
    expect(links.map(({ attachmentId, category }) => [attachmentId, category])).toEqual([
      [InputFile, 'Input'],
      [job.OutputFile, 'Output'],
    ]);
  });

  test('gets further files with StartJobs or by a call of their own', async () => {
    const sim = await simulate();
    const [first, second] = [await uploaded(sim, '1'), await uploaded(sim, '2')];
    const startInfo = { ReleaseName: 'Echo', Attachments: [{ attachmentId: first, category: 'Evidence' }] };
    const [job] = (await sim.post(action('StartJobs'), { startInfo })).rows;
    const added = await sim.post('/api/JobAttachments/Post', { attachmentId: second, jobKey: job?.Key });
    expect(added.body).toMatchObject({ attachmentId: second, attachmentName: 'input.json', category: null });
    const links = (await sim.get(`/api/JobAttachments/GetByJobKey?jobKey=${String(job?.Key)}`)).rows;
    expect(links.map(({ attachmentId }) => attachmentId)).toEqual([first, second]);
  });

  test('refuses files and jobs that are not named properly', async () => {
    const { get, post } = await simulate();
    expect((await get('/api/JobAttachments/GetByJobKey?jobKey=x')).status).toBe(400);
    expect((await post('/api/JobAttachments/Post', { attachmentId: 'x' })).status).toBe(400);
  });
});
