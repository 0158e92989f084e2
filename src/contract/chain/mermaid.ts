import { type ChainDefinition, kindOf, type StepDefinition, type StepKind, stepKinds } from './definition.js';

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

type Shape = readonly [open: string, close: string];
const box: Shape = ['[', ']'];
const doubleBox: Shape = ['[[', ']]'];
/** Kinds that are not drawn as a box: a decision is a rhombus, a wait is round. */
const shapes: Partial<Record<StepKind, Shape>> = { approval: ['{', '}'], wait: ['(', ')'] };

/** A step in Mermaid; many items are a double box. */
function shapeOf(name: string, step: StepDefinition): string {
  const title = titleOf(step);
  const kind = kindOf(step);
  const [open, close] = step.forEach && kind !== 'approval' ? doubleBox : (shapes[kind] ?? box);
  return `${open}"${name}${title === '' ? '' : `<br/>${title}`}"${close}`;
}

function titleOf(step: StepDefinition): string {
  const title = stepKinds[kindOf(step)].title(step) ?? '';
  return (typeof title === 'string' ? title : JSON.stringify(title)).replace(/["<>{}[\]|]/g, ' ').trim();
}
