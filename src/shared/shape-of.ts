/** The type and size of a value, without its content. */
export function shapeOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return `a text of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') {
    const names = Object.keys(value).slice(0, 10);
    return `an object with ${names.map((name) => name.slice(0, 64)).join(', ') || 'no fields'}`;
  }
  return typeof value === 'function' ? 'a function' : `a ${typeof value}`;
}
