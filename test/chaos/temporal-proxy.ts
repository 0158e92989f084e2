import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The way of one worker to Temporal: a proxy that can stop forwarding, as a broken network does. */
export class TemporalProxy {
  cuts = 0;
  private broken = false;
  private readonly links = new Set<{ near: Socket; far: Socket | undefined }>();
  private readonly server: Server;

  constructor(private readonly target: () => { host: string; port: number }) {
    this.server = createServer((near) => this.accept(near));
  }

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Forwards nothing until it is mended. Connections stay open, so that neither side learns of it. */
  break(): void {
    this.cuts += 1;
    this.broken = true;
    for (const { near, far } of this.links) {
      near.unpipe().pause();
      far?.unpipe().pause();
    }
  }

  mend(): void {
    this.broken = false;
    for (const link of this.links) this.join(link);
  }

  /** Forwards nothing for a while. */
  async cut(forMs: number): Promise<void> {
    if (this.broken) return;
    this.break();
    await new Promise((resolve) => setTimeout(resolve, forMs));
    this.mend();
  }

  async stop(): Promise<void> {
    for (const { near, far } of this.links) {
      near.destroy();
      far?.destroy();
    }
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(near: Socket): void {
    const link: { near: Socket; far: Socket | undefined } = { near, far: undefined };
    this.links.add(link);
    const end = (): void => {
      near.destroy();
      link.far?.destroy();
      this.links.delete(link);
    };
    near.on('error', end).on('close', end).pause();
    if (!this.broken) this.join(link);
  }

  private join(link: { near: Socket; far: Socket | undefined }): void {
    const { near } = link;
    if (near.destroyed) return;
    if (!link.far) {
      const end = (): void => void near.destroy();
      link.far = connect(this.target()).on('error', end).on('close', end);
    }
    near.pipe(link.far);
    link.far.pipe(near);
  }
}
