/** Writes lines of CSV: a value with a comma, a quote or a line break goes in quotes; null is empty. */
export function csv(lines: readonly (readonly unknown[])[]): string {
  return lines.map((values) => `${values.map(field).join(',')}\r\n`).join('');
}

function field(value: unknown): string {
  const text = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
