import { describe, expect, it } from 'vitest';
import { addressesOf, jobLink } from '../../../src/backends/orchestrator/addresses.js';

const cloud = 'https://cloud.uipath.com/acme/DefaultTenant/orchestrator_';

describe('addressesOf', () => {
  it.each([
    cloud,
    `${cloud}/`,
    `${cloud}//odata`,
    `${cloud}/odata/Jobs`,
    `${cloud}/orchestrator_/`,
    'https://cloud.uipath.com//acme/DefaultTenant//orchestrator_',
  ])('puts %s right', (url) => {
    expect(addressesOf(url)).toEqual({ base: cloud, tokenUrl: 'https://cloud.uipath.com/identity_/connect/token' });
  });

  it.each([
    ['https://robots.example.com', 'https://robots.example.com'],
    ['https://robots.example.com/odata/', 'https://robots.example.com'],
    ['https://robots.example.com:8443/', 'https://robots.example.com:8443'],
  ])('takes %s for a standalone server', (url, base) => {
    expect(addressesOf(url)).toEqual({ base, tokenUrl: `${base}/identity/connect/token` });
  });

  it.each(['https://id.example.com/identity_', 'https://id.example.com/identity_/connect/token/'])(
    'takes the identity URL %s with and without its path',
    (identityUrl) => {
      expect(addressesOf(cloud, identityUrl).tokenUrl).toBe('https://id.example.com/identity_/connect/token');
    },
  );
});

describe('jobLink', () => {
  it('leads to the page of the job in its folder', () => {
    expect(jobLink(cloud, 'k-1', 3)).toBe(`${cloud}/jobs(sidepanel:sidepanel/jobs/k-1/details)?fid=3`);
    expect(jobLink(cloud, 'k-1', undefined)).toBe(`${cloud}/jobs(sidepanel:sidepanel/jobs/k-1/details)`);
  });
});
