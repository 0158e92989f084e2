import { beforeAll, describe, expect, test } from 'vitest';
import { orchestratorRoutes } from '../../../src/simulator/operations/orchestrator-routes.js';
import { simulate } from '../simulator-client.js';
import { callEverything, type JudgedReply } from './calls.js';
import { ContractJudge } from './contract.js';
import { falseAlarms, notInContract } from './false-alarms.js';

/** `GET /odata/Jobs({key})` and `GET /odata/Jobs({id})` are the same. */
const plain = (operation: string) => operation.replaceAll(/\{\w+\}/g, '{}');
const isFalseAlarm = (operation: string, fault: string) =>
  falseAlarms.some(([where, what]) => where.test(operation) && what.test(fault));

describe('by UiPath’s contract', () => {
  let judge: ContractJudge;
  let replies: JudgedReply[];

  beforeAll(() => {
    judge = new ContractJudge();
  });

  async function judged(): Promise<JudgedReply[]> {
    replies = await callEverything(await simulate());
    return replies;
  }

  test('every reply is right, but for the false alarms that are listed', async () => {
    const faults = (await judged()).flatMap(({ operation, status, body }) =>
      judge
        .faults(operation, status, body)
        .filter((fault) => !isFalseAlarm(operation, fault))
        .map((fault) => `${operation}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  test('every call is checked that the contract has, and the others are listed', async () => {
    const checked = new Set((await judged()).map(({ operation }) => plain(operation)));
    const contract = new Set(judge.operations().map(plain));
    for (const { method, path } of orchestratorRoutes) {
      const operation = plain(`${method} ${path}`);
      const known = contract.has(operation) ? checked.has(operation) : operation in notInContract;
      expect([operation, known]).toEqual([operation, true]);
    }
  });

  test('no false alarm is listed that does not ring', async () => {
    const ringing = (await judged()).flatMap(({ operation, status, body }) =>
      judge.faults(operation, status, body).map((fault) => [operation, fault] as const),
    );
    for (const [where, what] of falseAlarms) {
      expect(ringing.some(([operation, fault]) => where.test(operation) && what.test(fault))).toBe(true);
    }
  });

  test('the judge finds invented fields, wrong types and unknown statuses', () => {
    const operation = 'GET /odata/Jobs({key})';
    expect(judge.faults(operation, 200, { Id: '1', Colour: 'red', State: 'Lost', Info: null })).toEqual(
      expect.arrayContaining(['/Colour is not in the contract', expect.stringContaining('/Id must be')]),
    );
    expect(judge.faults(operation, 299, {})).toEqual(['status 299']);
  });
});
