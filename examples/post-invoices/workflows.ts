import { approval, executeJob, forEach, type RunJobInput, saga } from 'temporal-rpa/workflow';

export interface PostInvoicesInput {
  day: string;
  invoices: { number: string; amount: number }[];
}

export interface PostInvoicesResult {
  posted: string[];
  rejected: string[];
}

/** Amounts from here on are shown to a person. */
const largeAmount = 10_000;

/**
 * Posts invoices with robot jobs: large ones after an approval, three at a time. If one fails, or the workflow is
 * cancelled, the postings are undone, newest first.
 */
export async function postInvoices({ invoices }: PostInvoicesInput): Promise<PostInvoicesResult> {
  const rejected: string[] = [];
  const posted = await saga(async (steps) => {
    const post = async ({ number, amount }: PostInvoicesInput['invoices'][number]): Promise<string | undefined> => {
      if (amount >= largeAmount) {
        const { decision } = await approval(number, { deadline: '2d', otherwise: 'rejected' });
        if (decision === 'rejected') {
          rejected.push(number);
          return undefined;
        }
      }
      const job = (process: string): RunJobInput['job'] => ({
        folder: 'Shared',
        process,
        input: { number, amount },
      });
      await steps.step(
        `post ${number}`,
        () => executeJob(job('Post')),
        () => executeJob(job('Cancel posting')),
      );
      return number;
    };
    const results = await forEach(invoices, post, { concurrency: 3 });
    return results.flatMap((result) => (result.done && result.value !== undefined ? [result.value] : []));
  });
  return { posted, rejected };
}
