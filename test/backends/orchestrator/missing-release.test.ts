import { describe, expect, it } from 'vitest';
import { serve } from '../../http-server.js';
import { simulate } from '../../simulator/simulator-client.js';
import { connect } from './settings.js';

describe('a process that its folder does not have', () => {
  it.each<[string, string, object, string]>([
    [
      'a package in place of the process',
      'Shared',
      { name: 'echo.process' },
      "No process with name 'echo.process' in folder 'Shared'. " +
        "This is the package of process 'Echo': write process 'Echo' or processKey",
    ],
    [
      'a process in place of the package',
      'Shared',
      { processKey: 'Echo' },
      "No process with package 'Echo' in folder 'Shared'. " +
        "This is the name of a process: write process 'Echo' in place of processKey",
    ],
    [
      'the wrong folder',
      'Shared',
      { name: 'Daily report' },
      "No process with name 'Daily report' in folder 'Shared'. It is in folder 'Finance'",
    ],
  ])('%s', async (_, path, reference, message) => {
    const { simulator } = await simulate();
    const client = connect(simulator.cloudUrl);
    const folder = await client.findFolder({ path });
    await expect(client.findRelease(folder, reference as { name: string })).rejects.toMatchObject({
      type: 'ReleaseNotFound',
      message,
    });
  });

  it('an account that may not list folders gets the same failure without them', async () => {
    const { url } = await serve(({ path }) =>
      path.startsWith('/odata/Folders') ? { status: 403, body: {} } : { body: { value: [] } },
    );
    await expect(connect(url).findRelease({ path: 'Shared' }, { name: 'Echo' })).rejects.toMatchObject({
      type: 'ReleaseNotFound',
      message: "No process with name 'Echo' in folder 'Shared'. There are: none",
    });
  });
});

it('a start with strategy All that is refused says what UiPath says about it', async () => {
  const { url } = await serve(({ path }) =>
    path.startsWith('/odata/Folders')
      ? { body: { value: [] } }
      : { status: 400, body: { message: 'Invalid strategy.', errorCode: 1000 } },
  );
  const client = connect(url);
  await expect(client.startJobs({ id: 1 }, { ReleaseKey: 'k', Strategy: 'All' })).rejects.toThrow(
    'Invalid strategy (errorCode 1000). UiPath says that strategy All does not apply to modern folders: use ModernJobsCount',
  );
  await expect(client.startJobs({ id: 1 }, { ReleaseKey: 'k', Strategy: 'JobsCount' })).rejects.toThrow(
    /Invalid strategy \(errorCode 1000\)$/,
  );
});
