import { credentials } from './auth/credentials.js';
import type { SimulatorCall } from './control/call-log.js';
import { infoLinkCredentials } from './infolink/credentials.js';
import type { Simulator } from './start-simulator.js';

/** What a person needs to point a client at the simulator. */
export function banner({ url, cloudUrl, infoLinkUrl, seed }: Simulator): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Orchestrator (cloud style)', cloudUrl],
    ['Orchestrator (standalone)', url],
    ['Identity', `${url}/identity_ (also ${url}/acme/identity_, ${url}/identity)`],
    ['Control', `${url}/_sim`],
    ['Client credentials', `${credentials.clientId} / ${credentials.clientSecret}`],
    ['User', `${credentials.userName} / ${credentials.password} (tenant ${credentials.tenancyName})`],
    ['Personal access token', credentials.personalAccessToken],
    ['User key', `${credentials.userKeyClientId} / ${credentials.refreshToken} (at ${url}/oauth/token)`],
    ['InfoLink', infoLinkUrl],
    ['InfoLink API key', infoLinkCredentials.apiKey],
    ['InfoLink client', `${infoLinkCredentials.clientId} / ${infoLinkCredentials.clientSecret}`],
    ['InfoLink user', `${infoLinkCredentials.userName} / ${infoLinkCredentials.password}`],
    ...(seed === undefined ? [] : [['Random faults', `seed ${seed}`] as const]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return `${rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n')}\n`;
}

/** One line of the log: method, path, operation, status, time. */
export function logLine({ time, method, path, operation, status, durationMs }: SimulatorCall): string {
  return `${time} ${method} ${path} ${operation ?? '-'} ${status ?? 'dropped'} ${durationMs}ms\n`;
}
