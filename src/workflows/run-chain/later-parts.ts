/** Whether a part of a value is evaluated later, so that it stays as it is for now. */
export type IsLater = (path: readonly string[]) => boolean;

/**
 * Parts of a step or an action whose expressions are not evaluated before it begins: its output, the action of a
 * reminder, and the definition of a chain within it.
 */
export const laterParts: IsLater = ([first, second, third]) =>
  first === 'output' ||
  (first === 'chain' && second === 'definition') ||
  (first === 'approval' && second === 'reminder' && third !== 'after');
