import type { Failure } from '../model/behaviour.js';

type Wanted = Pick<Failure, 'exception' | 'wrapped' | 'infoLength'>;

const outer = 'Exception has been thrown by the target of an invocation.';

/** The Info of a faulted job: what happened and a stack. Real ones are up to 8.6 kB, and often say nothing at first. */
export function faultInfo(processKey: string, detail: string, { exception, wrapped, infoLength }: Wanted): string {
  const own = wrapped
    ? [outer, '', `System.Reflection.TargetInvocationException: ${outer}`, ` ---> ${exception}: ${detail}`]
    : [`Main.xaml: ${detail}`, '', `${exception}: ${detail}`];
  const lines = [...own, ...frames(processKey)];
  const more = infoLength === undefined ? [] : deeperFrames(processKey, infoLength);
  return [...lines, ...more].join('\r\n').slice(0, infoLength);
}

function frames(processKey: string): string[] {
  return [
    `   at ${processKey}.Main.Execute(NativeActivityContext context)`,
    '   at System.Activities.NativeActivity.InternalExecute(ActivityInstance instance)',
  ];
}

function deeperFrames(processKey: string, length: number): string[] {
  const frame = (index: number): string => `   at ${processKey}.Main.Step${index + 1}(NativeActivityContext context)`;
  return Array.from({ length: Math.ceil(length / frame(0).length) }, (_, index) => frame(index));
}
