/** A form of a text that is always a mistake. Loader and JSON Schema refuse what matches, because both read this. */
export interface RefusedForm {
  /** A regular expression of JSON Schema: no flags, so it spells out both cases. */
  pattern: string;
  /** What is wrong. May name the character that was found, but never the text: it may be a secret. */
  fault: string | ((found: string) => string);
  remedy: string;
}

/** The fault of the first of these forms that a text has. */
export function refusalOf(text: string, forms: readonly RefusedForm[]): { fault: string; remedy: string } | undefined {
  for (const { pattern, fault, remedy } of forms) {
    const found = new RegExp(pattern, 'u').exec(text);
    if (found) return { fault: typeof fault === 'string' ? fault : fault(found[0]), remedy };
  }
  return undefined;
}

/** The keyword of JSON Schema that refuses these forms. */
export const refusing = (forms: readonly RefusedForm[]): { allOf: object[] } => ({
  // A number has none of them.
  allOf: forms.map(({ pattern }) => ({ not: { type: 'string', pattern } })),
});

/** A pattern that matches a word in any case. */
export const anyCase = (word: string): string =>
  word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`).replaceAll('.', '\\.');

const codePoint = (found: string): string =>
  `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const named: Readonly<Record<string, string>> = { '\n': 'a line break', '\r': 'a line break', '\t': 'a tab' };

/** Characters that nobody sees and that web pages, chats and text editors add. */
export const invisible: RefusedForm = {
  pattern: '[\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u2064\\ufeff\\ufffd]',
  fault: (found) => `holds ${named[found] ?? `an invisible character (${codePoint(found)})`}`,
  remedy: 'Type the text, or copy it again as plain text.',
};

export const quoted: RefusedForm = {
  pattern: '^["\'`].*["\'`]$|^[\\u2018-\\u201f\\u00ab\\u00bb]|[\\u2018-\\u201f\\u00ab\\u00bb]$',
  fault: 'begins or ends with quotation marks',
  remedy: 'Remove them.',
};

/** The whole text stands for another one, as documents write it. */
export const placeholder: RefusedForm = {
  pattern:
    '^(<[\\w .,:-]*>|\\[[\\w .,:-]*\\]|\\{{1,2}[\\w .,:-]*\\}{1,2}|\\$\\{[\\w.:-]*\\}|\\$[A-Z][A-Z0-9_]*|%[A-Z][A-Z0-9_]*%)$',
  fault: 'is a placeholder',
  remedy: 'Write the value that it stands for.',
};

/** For what is sent as a header, which is ASCII. */
export const notAscii: RefusedForm = {
  pattern: '[^\\u0020-\\u007e]',
  fault: (found) => `holds a character that cannot be sent (${codePoint(found)})`,
  remedy: 'Copy the text again from where it was issued, as plain text.',
};

/** What a person typed, or copied from a page. */
export const pastedText: readonly RefusedForm[] = [invisible, quoted, placeholder];

/** What a person chose: it may hold anything that can be seen. */
export const pastedPassword: readonly RefusedForm[] = [invisible, placeholder];

const bearer: RefusedForm = {
  pattern: `^(${anyCase('authorization')}\\s*:\\s*)?${anyCase('bearer')}(\\s|$)`,
  fault: "begins with 'Bearer'",
  remedy: 'Write the token alone, without the word Bearer.',
};

const wholeReply: RefusedForm = {
  pattern: '^\\s*\\{[\\s\\S]*"',
  fault: 'is JSON, not a token',
  remedy: 'Write the value of its access_token alone, without quotation marks.',
};

const cutShort: RefusedForm = {
  pattern: '(\\.\\.\\.|\\u2026)$',
  fault: 'ends with an ellipsis, so it is not whole',
  remedy: 'Copy the whole token from where it was issued.',
};

const spaced: RefusedForm = {
  pattern: ' ',
  fault: 'holds a space, which no token has',
  remedy: 'Write the token alone.',
};

/** What was issued to be sent as a header. */
export const pastedToken: readonly RefusedForm[] = [
  bearer,
  wholeReply,
  invisible,
  quoted,
  placeholder,
  cutShort,
  notAscii,
  spaced,
];

/** What was issued to be sent in a form; it may hold any character of ASCII. */
export const pastedSecret: readonly RefusedForm[] = [bearer, invisible, placeholder, notAscii];

/** Placeholders anywhere in an address; `[…]` is the host of an IPv6 address too. */
export const pastedAddress: readonly RefusedForm[] = [
  { ...invisible },
  {
    pattern:
      '[<>{}\\u2026]|%7[bBdD]|%3[cCeE]|^[^/]*//[^/]*/[^?#]*[\\[\\]]|\\$[A-Z{]|\\.\\.\\.|^[^/]*//[^/]*/([^?#]*/)?(%[A-Z_]{2,}%|(YOUR|your|Your)[_-][\\w-]*)(/|$)',
    fault: 'still holds a placeholder',
    remedy: 'Write your own value in its place.',
  },
  { ...quoted },
];
