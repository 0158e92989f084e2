export type Columns<Row> = readonly (readonly [title: string, value: (row: Row) => string | undefined])[];

const longest = 60;

/** Rows as lines with a header. Cuts long texts and removes control characters. */
export function table<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map(([, value]) => plain(value(row) ?? '')));
  const lines = [columns.map(([title]) => title), ...cells];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters must be removed
  const line = text.replace(/[\s\x00-\x1f\x7f-\x9f]+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
