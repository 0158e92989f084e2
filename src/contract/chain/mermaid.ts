import { type ChainDefinition, kindOf, type StepDefinition } from './definition.js';

/** A chain as a Mermaid flowchart: solid arrows for needs, dotted ones for what undoes a step. */
export function toMermaid({ steps }: ChainDefinition): string {
  const lines = Object.entries(steps).flatMap(([name, step]) => [
    `  ${name}${shapeOf(name, step)}`,
    ...(step.needs ?? []).map((need) => `  ${need} -->${step.when === undefined ? '' : '|when|'} ${name}`),
    ...(step.compensate
      ? [`  ${name} -.->|undo| ${name}_undo(["${kindOf(step.compensate)}: ${titleOf(step.compensate)}"])`]
      : []),
  ]);
  return ['flowchart TD', ...lines, ''].join('\n');
}

/** Its form in Mermaid: people decide in a rhombus, many items are a double box, a wait is round. */
function shapeOf(name: string, step: StepDefinition): string {
  const title = titleOf(step);
  const text = `"${name}${title === '' ? '' : `<br/>${title}`}"`;
  if (step.approval) return `{${text}}`;
  if (step.forEach) return `[[${text}]]`;
  return step.wait === undefined ? `[${text}]` : `(${text})`;
}

function titleOf(step: StepDefinition): string {
  const { job, activity, workflow, chain, wait } = step;
  const named = job?.process ?? job?.processKey ?? job?.releaseKey ?? job?.appId;
  const title = named ?? activity?.type ?? workflow?.type ?? chain?.name ?? chain?.definition?.name ?? wait ?? '';
  return (typeof title === 'string' ? title : JSON.stringify(title)).replace(/["<>{}[\]|]/g, ' ').trim();
}
