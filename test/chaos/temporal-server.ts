import { startTemporal, type TemporalServer } from '../../src/testing/index.js';

/** A dev server that keeps its state in a file, so that it can be killed and started again. */
export class RestartableServer {
  restarts = 0;
  private server: TemporalServer | undefined;

  constructor(private readonly dbFilename: string) {}

  get address(): string {
    return this.server?.address ?? '';
  }

  async start(): Promise<void> {
    const port = this.server && Number(this.server.address.split(':').at(-1));
    this.server = await startTemporal({
      dbFilename: this.dbFilename,
      environment: { ...process.env, TEMPORAL_ADDRESS: '' },
      ...(port !== undefined && { port }),
    });
  }

  /** As a crash does: with SIGKILL. */
  async kill(): Promise<void> {
    const { server } = this;
    if (server?.pid === undefined) return;
    process.kill(server.pid, 'SIGKILL');
    await server.stop();
  }

  /** A crash, and a pause before the server is back. */
  async crash(pauseMs: number): Promise<void> {
    await this.kill();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    await this.start();
    this.restarts += 1;
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }
}
