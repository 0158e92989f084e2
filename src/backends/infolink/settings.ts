import { z } from 'zod';
import { name, password, secret, textAs, url, urlWithout } from '../../shared/settings/forms.js';
import { option } from '../../shared/settings/option.js';
import { renamed } from '../../shared/settings/renamed.js';
import type { Report } from '../auth/refusals.js';
import { httpNames, httpOptions } from '../http/http-settings.js';

const client = {
  clientId: option(name, { meaning: 'ID of the client' }),
  clientSecret: option(secret, { meaning: 'Secret of the client' }),
};
const tokenUrl = option(url, {
  meaning: 'Where tokens are issued',
  default: '`oauth2/token` below the base path',
}).optional();

/** How a connection authenticates. */
const auth = option(
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('apiKey'),
      apiKey: option(secret, { meaning: 'API key of InfoLink' }),
    }),
    z.strictObject({ kind: z.literal('clientCredentials'), ...client, tokenUrl }).transform(renamed({})),
    z
      .strictObject({
        kind: z.literal('password'),
        ...client,
        username: option(name, { meaning: 'User name' }),
        password: option(password, { meaning: 'Password of that user' }),
        tokenUrl,
      })
      .transform(renamed({})),
  ]),
  { unknownName: 'is not a known authentication kind' },
);

const basePath = textAs(
  (given) =>
    /^\/[^?#\s]*$/.test(given)
      ? { value: given }
      : { fault: 'is not a path', remedy: 'Write a path that begins with /, for example /api/v1.' },
  { pattern: '^/[^?#\\s]*$' },
);

const suffix = textAs(
  (given) =>
    given === 'none' || /^\.\w+$/.test(given)
      ? { value: given === 'none' ? '' : given }
      : { fault: 'is not a suffix', remedy: 'Write for example .jsp, or none.' },
  { pattern: '^(none|\\.\\w+)$' },
);

const infoLinkUrl = urlWithout([
  {
    pattern: '[?#]',
    fault: 'holds a query or a fragment',
    remedy: 'Write the address of the server alone, such as https://infolink.acme.example.',
  },
  {
    pattern: '/api/v\\d+(/|$)|\\.jsp$|/oauth2/token/?$',
    fault: 'holds the path of a call',
    remedy: 'Write the address of the server alone; basePath and suffix say what follows it.',
  },
]);

/** The schema of a connection to InfoLink in the configuration. */
export const infoLinkSettings = z
  .strictObject({
    type: z.literal('infolink'),
    url: option(infoLinkUrl, { meaning: 'Base URL of InfoLink', example: 'https://infolink.acme.example' }),
    auth,
    ...httpOptions,
    basePath: option(basePath, { meaning: 'What follows the address of the server', default: '/api/v1' }).optional(),
    suffix: option(suffix, {
      meaning: 'What follows the name of each call; `none` where InfoLink is part of another product',
      default: '.jsp',
    }).optional(),
  })
  .transform(renamed(httpNames));

/** `name` is that of the connection, for messages. */
export type InfoLinkSettings = z.output<typeof infoLinkSettings> & { name: string; report?: Report };

export type InfoLinkAuth = InfoLinkSettings['auth'];
