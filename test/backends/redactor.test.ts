import { describe, expect, it } from 'vitest';
import { Redactor } from '../../src/backends/redactor.js';
import { encodings } from '../encodings.js';

const secret = `p&ß/"w" <o>'r+d\\ü=\u{1F511}%`;

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
