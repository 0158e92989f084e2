import { describe, expect, it } from 'vitest';
import { faultClassOf, faultReason, shortInfo } from '../../../src/contract/jobs/fault.js';

const stack = [
  'Main.xaml stopped.',
  '',
  'RemoteException wrapping UiPath.Core.SelectorNotFoundException: Cannot find the UI element for the selector.',
  ...Array.from({ length: 120 }, (_, index) => `   at UiPath.Activities.Step${index}(ActivityContext context)`),
  '   --- End of inner exception stack trace ---',
].join('\r\n');

describe('the class of a fault', () => {
  it.each([
    ['the category that Orchestrator tells', { error: { category: 'Deployment' }, errorCode: 'Robot' }, 'Deployment'],
    ['a business rule, by the code', { errorCode: 'UiPath.Core.Activities.BusinessRuleException' }, 'User'],
    ['a business rule, by the text', { errorCode: 'Activity', info: 'BusinessRuleException: no total' }, 'User'],
    ['the robot', { error: {}, errorCode: 'Robot', info: 'Logon failure' }, 'System'],
    ['Orchestrator', { errorCode: 'Orchestrator' }, 'System'],
    ['an activity', { errorCode: 'Activity', info: 'It failed' }, 'Application'],
    ['an exception by its name', { errorCode: 'System.TimeoutException' }, 'Application'],
    ['an exception in the text', { info: stack }, 'Application'],
    ['a category that is not known here', { error: { category: 'Weather' } }, 'Unclassified'],
    ['nothing', {}, 'Unclassified'],
  ])('is told by %s', (_, fault, expected) => expect(faultClassOf(fault)).toBe(expected));
});

describe('the reason of a fault', () => {
  it.each([
    ['the title', { error: { title: 'Bad credentials' }, info: stack }, 'Bad credentials'],
    ['the message', { info: 'Source: Click\n\nMessage: No such button.\n\nException Type: X' }, 'No such button.'],
    [
      'the exception',
      { info: stack },
      'RemoteException wrapping UiPath.Core.SelectorNotFoundException: Cannot find the UI element for the selector.',
    ],
    ['the first line', { info: '\n Logon failure: unknown user name\nmore' }, 'Logon failure: unknown user name'],
    ['nothing', {}, undefined],
  ])('is %s', (_, fault, expected) => expect(faultReason(fault)).toBe(expected));

  it('is cut with a mark', () => {
    expect(faultReason({ info: 'x'.repeat(400) })).toBe(`${'x'.repeat(299)}…`);
  });
});

describe('a long info', () => {
  it('keeps its beginning, the reason and its end, and says how much is left out', () => {
    const short = shortInfo(`${'Started at 08:00.\n'.repeat(100)}${stack}`, 2_000);
    expect(short.length).toBeLessThanOrEqual(2_000);
    expect(short).toMatch(/^Started at 08:00\.\n/);
    expect(short).toContain('SelectorNotFoundException: Cannot find the UI element');
    expect(short).toMatch(/… \[\d+ characters left out\] …/);
    expect(short).toMatch(/End of inner exception stack trace ---$/);
  });

  it('stays as it is when it is short enough', () => expect(shortInfo('short', 2_000)).toBe('short'));
});
