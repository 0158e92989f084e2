import { isRecord } from '../json.js';

/** What placeholders may name: `{{input}}`, `{{input.order.id}}`, `{{attempt}}`, `{{job.key}}`, `{{job.reference}}`. */
export interface TemplateValues {
  readonly input: unknown;
  readonly attempt: number;
  readonly job: { readonly key: string; readonly id: number; readonly reference: string };
}

const placeholder = /\{\{\s*([\w.]+)\s*\}\}/g;
const onlyPlaceholder = /^\{\{\s*([\w.]+)\s*\}\}$/;

/** Fills a template of any JSON form. A text that is one placeholder takes the value itself, else its text. */
export function fillTemplate(template: unknown, values: TemplateValues): unknown {
  if (typeof template === 'string') return fillText(template, values);
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, values));
  if (!isRecord(template)) return template;
  return Object.fromEntries(Object.entries(template).map(([name, item]) => [name, fillTemplate(item, values)]));
}

function fillText(template: string, values: TemplateValues): unknown {
  const [, whole] = onlyPlaceholder.exec(template) ?? [];
  if (whole !== undefined) return lookUp(whole, values) ?? null;
  return template.replace(placeholder, (_, path: string) => textOf(lookUp(path, values)));
}

function lookUp(path: string, values: TemplateValues): unknown {
  let value: unknown = values;
  for (const name of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
