/** Waits for what other parts bring about. The limit is there to end a test that is broken, not to time one that works. */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 100_000,
): Promise<void> {
  for (const until = Date.now() + withinMs; !(await holds());) {
    if (Date.now() > until) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
