const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const unicode = (text: string): string =>
  Array.from(text)
    .map((c) =>
      /\w/.test(c)
        ? c
        : Array.from({ length: c.length }, (_, at) => `\\u${c.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
    )
    .join('');
const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const html = (text: string): string => text.replace(/[&<>"']/g, (c) => names[c] ?? c);
const numeric = (text: string): string =>
  Array.from(text, (c) => (/\w/.test(c) ? c : `&#x${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()};`)).join('');
const form = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

/** The forms in which a server may quote a text that it received. */
export const encodings: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'in a query': encodeURIComponent,
  'in a query, in small letters': (text) =>
    encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  'in a query, twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'in a form': form,
  'in JSON': json,
  'in JSON within JSON': (text) => json(json(text)),
  'in JSON, as code points': unicode,
  'in JSON, every character as a code': (text) =>
    Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  'in JSON of PHP': (text) => json(text).replaceAll('/', '\\/'),
  'in HTML': html,
  'in HTML, by numbers': numeric,
  'in HTML within HTML': (text) => html(html(text)),
  'a query in HTML': (text) => html(encodeURIComponent(text)),
  'HTML in JSON': (text) => json(html(text)),
  'in Base64': (text) => Buffer.from(text).toString('base64'),
  'in Base64 behind a user name': (text) => Buffer.from(`u:${text}`).toString('base64'),
  'in Base64 behind another user name': (text) => Buffer.from(`me:${text}`).toString('base64'),
  'in Base64 for URLs': (text) => Buffer.from(`id:${text}`).toString('base64url'),
};
