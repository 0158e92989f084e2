import expressions from '../../bench/hostile-expressions.json' with { type: 'json' };

/** Expressions that would end or block a worker that evaluates them itself; each must fail. The bench has them too. */
export const hostile: Readonly<Record<keyof typeof expressions, string>> = Object.fromEntries(
  Object.entries(expressions).map(([name, code]) => [name, `{% ${code} %}`]),
) as Record<keyof typeof expressions, string>;
