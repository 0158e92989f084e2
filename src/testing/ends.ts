/** What has been started and must be ended, newest first. */
export class Ends {
  private readonly list: (() => unknown)[] = [];
  private ending: Promise<void> | undefined;

  add(end: () => unknown): void {
    this.list.unshift(end);
  }

  /** Ends everything once, also after one end has failed; rejects with what failed. */
  all(): Promise<void> {
    this.ending ??= this.run();
    return this.ending;
  }

  private async run(): Promise<void> {
    const errors: unknown[] = [];
    for (const end of this.list) {
      try {
        await end();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors, 'Some parts of the test stack could not be stopped.');
  }
}
