import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { repositoryFile } from './repository-file.js';

const dockerfile = repositoryFile('Dockerfile');
/** What is copied from this repository, not from another stage. */
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
  sources.split(' '),
);

describe('Dockerfile', () => {
  it('copies what exists and what .dockerignore lets through, and nothing else is let through', () => {
    for (const path of copied) expect(existsSync(new URL(`../../${path}`, import.meta.url)), path).toBe(true);
    const letThrough = [...repositoryFile('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path);
    expect(new Set(letThrough)).toEqual(new Set(copied));
  });

  it('checks the health address that it sets', () => {
    const [, port] = /RPA_HEALTH_ADDRESS=0\.0\.0\.0:(\d+)/.exec(dockerfile) ?? [];
    expect(dockerfile).toContain(`http://127.0.0.1:${port}/readyz`);
    expect(dockerfile).toContain(`EXPOSE ${port}\n`);
  });

  it('runs on a Node that the package takes, not as root', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(new Set(images)).toEqual(new Set(['node:20-bookworm-slim']));
    expect(dockerfile).toMatch(/^USER node$/m);
  });
});
