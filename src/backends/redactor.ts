const mark = '[redacted]';
/** A shorter secret would also redact ordinary words. */
const shortestSecret = 4;
/** Of a secret that is longer by a few characters, this many first ones are enough: servers cut what they quote. */
const knownBeginning = 12;
const longer = 4;
/** In a secret up to this length, letters and digits are recognized as codes too; a token is too long for that. */
const longestInCodes = 200;
/** Tokens that were in use lately. Replies to calls in flight may still quote an earlier one. */
const rememberedTokens = 16;

/** What a rest of a cut secret may consist of, encoded or not. */
const restOfWord = String.raw`[\w.~+/=%\\&;#-]*`;

/** Forms of secrets that are recognized although the values are unknown. */
const unknownSecrets: readonly [pattern: RegExp, replacement: string][] = [
  [/\b(bearer|basic)(\s+|%20|\+)[\w.~+/=%-]{8,}/gi, `$1$2${mark}`],
  // A JSON Web Token, whole or cut.
  [/\beyJ[\w-]{8,}(\.[\w-]*){0,2}/g, mark],
  // Keys in the query of a signed link, and credentials in a query or form.
  [
    /\b(sig|signature|x-amz-(?:signature|credential|security-token)|x-goog-(?:signature|credential)|access_?token|refresh_?token|id_?token|client_?secret|api_?key|password)(=|%3d)[^&\s"'<>\\]+/gi,
    `$1$2${mark}`,
  ],
  // The same in JSON, also in JSON that is a text within JSON.
  [
    /((?:access_?token|refresh_?token|id_?token|client_?secret|api_?key|password)\\*"\s*:\s*\\*")[^"\\]+/gi,
    `$1${mark}`,
  ],
];

/** Removes known secrets from text, in whatever encoding a server quotes them, and anything that looks like a token. */
export class Redactor {
  private readonly settled: RegExp[];
  private readonly tokens = new Map<string, RegExp>();

  /** `known`: secrets that stay valid as long as the connection, such as those of its settings. */
  constructor(known: readonly string[] = []) {
    this.settled = patternsOf(known);
  }

  /** Remembers a token; the earliest of many is forgotten, so that a long-running worker does not collect them. */
  add(token: string): void {
    this.tokens.delete(token);
    for (const pattern of patternsOf([token])) this.tokens.set(token, pattern);
    const [earliest] = this.tokens.keys();
    if (earliest !== undefined && this.tokens.size > rememberedTokens) this.tokens.delete(earliest);
  }

  /** `passing`: secrets of one request only, such as the query of a signed link. */
  redact(text: string, passing: readonly string[] = []): string {
    let clean = text;
    for (const pattern of [...this.settled, ...this.tokens.values(), ...patternsOf(passing)])
      clean = clean.replace(pattern, mark);
    for (const [pattern, replacement] of unknownSecrets) clean = clean.replace(pattern, replacement);
    return clean;
  }
}

/** Longer secrets first: one may contain another. */
function patternsOf(secrets: readonly string[]): RegExp[] {
  return [...new Set(secrets)]
    .filter((secret) => secret.length >= shortestSecret)
    .sort((one, other) => other.length - one.length)
    .map((secret) => {
      const forms = [written(secret), ...base64Forms(secret)];
      if (secret.length >= knownBeginning + longer) forms.push(written(secret.slice(0, knownBeginning)) + restOfWord);
      return new RegExp(forms.join('|'), 'gi');
    });
}

/** The text as it is or with any of its special characters encoded: for a URL, a form, JSON, HTML, or several of these. */
function written(text: string): string {
  return Array.from(text)
    .map((character) => writtenCharacter(character, text.length <= longestInCodes))
    .join('');
}

const named: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

function writtenCharacter(character: string, inCodes: boolean): string {
  const asItIs = unitsOf(character)
    .map((unit) => String.raw`\u${unit}`)
    .join('');
  if (/[a-z0-9]/i.test(character) && !inCodes) return asItIs;
  const code = character.codePointAt(0) ?? 0;
  // Each further layer of encoding puts its mark before the one of the layer below.
  const forms = [
    String.raw`\\*${asItIs}`,
    [...Buffer.from(character)].map((byte) => `%(?:25)*${hex(byte, 2)}`).join(''),
    unitsOf(character)
      .map((unit) => String.raw`\\+u${unit}`)
      .join(''),
    `&(?:amp;)*#0*${code};`,
    `&(?:amp;)*#x0*${hex(code, 1)};`,
  ];
  if (named[character] !== undefined) forms.push(`&(?:amp;)*${named[character]};`);
  if (character === ' ') forms.push(String.raw`\+`);
  return `(?:${forms.join('|')})`;
}

/** The UTF-16 units of a character, as JSON and regular expressions write them. */
const unitsOf = (character: string): string[] =>
  Array.from({ length: character.length }, (_, at) => hex(character.charCodeAt(at), 4));

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** Where a secret stands in Base64 depends on what precedes it, for instance a user name: three ways to be cut. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2]
    .map((before) => {
      const encoded = Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        .replaceAll('=', '');
      // Characters that also hold bits of what stands before or after are left out.
      const first = before === 0 ? 0 : before + 1;
      const last = (before + bytes.length) % 3 === 0 ? encoded.length : encoded.length - 1;
      return encoded.slice(first, last);
    })
    .filter((form) => form.length >= shortestSecret + 2)
    .map((form) => Array.from(form).map(base64Character).join(''));
}

function base64Character(character: string): string {
  if (character === '+') return '(?:[+-]|%2b)';
  if (character === '/') return String.raw`(?:\\*/|_|%2f)`;
  return character;
}
