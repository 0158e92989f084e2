import { readFileSync } from 'node:fs';

/** A page of docs/, as the tests read it. */
export interface Page {
  text: string;
  /** Rows of all its tables below a heading, without their header. */
  table(heading: string): string[][];
  /** Contents of all its code blocks of a language. */
  blocks(language: string): string[];
}

export function readPage(name: string): Page {
  const text = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
  return {
    text,
    table: (heading) => rowsOf(sectionOf(text, heading)),
    blocks: (language) =>
      [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, inside = '']) => inside),
  };
}

/** From a heading to the next one of any level. */
function sectionOf(text: string, heading: string): string {
  const [, section] = text.split(`\n${heading}\n`);
  if (section === undefined) throw new Error(`the page has no heading '${heading}'`);
  return section.split(/\n#+ /)[0] ?? '';
}

function rowsOf(section: string): string[][] {
  return section
    .split('\n')
    .filter((line, index, lines) => line.startsWith('| ') && lines[index - 1]?.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([first = '']) => !first.startsWith('---'));
}
