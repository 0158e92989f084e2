import { describe, expect, it } from 'vitest';
import { Redactor } from '../../src/backends/redactor.js';

const secret = `p&ß/"w" <o>'r+d\\ü=\u{1F511}%`;

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

const encodings: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'in a query': encodeURIComponent,
  'in a query, in small letters': (text) =>
    encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  'in a query, twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'in a form': form,
  'in JSON': json,
  'in JSON within JSON': (text) => json(json(text)),
  'in JSON, as code points': unicode,
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

describe('Redactor', () => {
  it.each(Object.entries(encodings))('knows a secret %s', (_name, encode) => {
    const echoed = encode(secret);
    const clean = new Redactor([secret]).redact(`before ${echoed} after`);
    expect(clean).toMatch(/^before .*\[redacted\].* after$/);
    // Of Base64, the edges hold bits of what stands beside the secret.
    expect(clean.length).toBeLessThan('before [redacted] after'.length + 8);
  });

  it('knows a long secret that a server cut, but not every word that begins alike', () => {
    const token = 'rt_0123456789ABCDEF0123456789ABCDEF';
    const redactor = new Redactor([token]);
    expect(redactor.redact(`token ${token.slice(0, 20)}… is invalid`)).toBe('token [redacted]… is invalid');
    expect(redactor.redact('rt_01 is a robot')).toBe('rt_01 is a robot');
  });

  it('remembers earlier tokens, and not without a bound', () => {
    const redactor = new Redactor(['the-settings-secret']);
    const token = (n: number): string => `token-${n}-of-the-service`;
    for (let n = 0; n < 1_000; n += 1) redactor.add(token(n));
    expect(redactor.redact(`${token(999)} ${token(990)} the-settings-secret`)).toBe('[redacted] [redacted] [redacted]');
    expect(redactor.redact(token(1))).toBe(token(1));
  });

  it('removes the secrets of one request', () => {
    const redactor = new Redactor();
    expect(redactor.redact('no key k3y+of=link here', ['k3y+of=link'])).toBe('no key [redacted] here');
    expect(redactor.redact('no key k3y+of=link here')).toBe('no key k3y+of=link here');
  });

  it.each([
    ['Authorization: Bearer abcdefgh-12345', 'Authorization: Bearer [redacted]'],
    ['Basic dXNlcjpwYXNzd29yZA==', 'Basic [redacted]'],
    ['got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln!', 'got [redacted]!'],
    ['https://blob/x?sp=r&sig=a%2Bb%3D&se=1', 'https://blob/x?sp=r&sig=[redacted]&se=1'],
    ['X-Amz-Signature=0a1b&X-Amz-Date=1', 'X-Amz-Signature=[redacted]&X-Amz-Date=1'],
    ['{"access_token":"abc.def","token_type":"x"}', '{"access_token":"[redacted]","token_type":"x"}'],
    [String.raw`{"m":"{\"client_secret\": \"abc\"}"}`, String.raw`{"m":"{\"client_secret\": \"[redacted]\"}"}`],
    ['grant_type=password&password=hunter2', 'grant_type=password&password=[redacted]'],
  ])('recognizes what nobody told it: %s', (text, clean) => {
    expect(new Redactor().redact(text)).toBe(clean);
  });

  it('leaves ordinary messages alone', () => {
    const text = 'Bearer of bad news: the signature of folder Basic is missing (password expired), 50% + 1';
    expect(new Redactor(['abc']).redact(text)).toBe(text);
  });
});
