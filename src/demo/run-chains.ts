import type { Client, WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import type { ChainProgress } from '../contract/chain/progress.js';
import type { ChainFailureDetails, RunChainInput, RunChainResult } from '../contract/run-chain.js';

type Run = WorkflowHandleWithFirstExecutionRunId<(input: RunChainInput) => Promise<RunChainResult>>;

/** Runs the chain twice, deciding as the person would: once it pays, once what it did is undone. Gives the first run. */
export async function runChains(client: Client, taskQueue: string, say: (line: string) => void): Promise<Run> {
  const start = async (): Promise<Run> => {
    const args: [RunChainInput] = [{ chain: 'pay-invoices', input: { day: '2026-11-24' } }];
    const workflowId = `pay-invoices-${randomUUID().slice(0, 8)}`;
    return (await client.workflow.start('runChain', { taskQueue, workflowId, args })) as Run;
  };
  const first = await start();
  say(`Chain             ${first.workflowId}`);
  await decide(first, 'approved', say);
  const { output } = await first.result();
  say(`Output            ${JSON.stringify(output)}`);
  const second = await start();
  say(`Chain             ${second.workflowId}`);
  await decide(second, 'rejected', say);
  const { type, details } = await failureOf(second);
  say(`Failed            ${type}; undone: ${details.undone.join(', ')}`);
  return first;
}

/** Reports the steps as they end, and decides when the chain asks. */
async function decide(run: Run, decision: 'approved' | 'rejected', say: (line: string) => void): Promise<void> {
  for (;;) {
    const { approvals, steps } = await run.query<ChainProgress>('progress');
    const [step] = approvals;
    if (step !== undefined) {
      const done = steps
        .filter(({ state }) => state === 'done')
        .map(({ name, items }) => (items ? `${name} × ${items.total}` : name));
      say(`  done            ${done.join(', ')}`);
      await run.executeUpdate('approve', { args: [{ step, decision, by: 'demo' }] });
      say(`  ${step.padEnd(15)} ${decision} by demo`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function failureOf(run: Run): Promise<{ type: string; details: ChainFailureDetails }> {
  try {
    await run.result();
  } catch (error) {
    const { type, details } = (error as { cause: { type: string; details: [ChainFailureDetails] } }).cause;
    return { type, details: details[0] };
  }
  throw new Error('the rejected chain was successful');
}
