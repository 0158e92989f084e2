import { urlWithout } from '../../shared/settings/forms.js';
import { anyCase, type RefusedForm } from '../../shared/settings/refused-forms.js';

const scheme = `^${anyCase('http')}[sS]?://`;
const end = '([/?#].*)?$';
/** A host of UiPath's cloud, that of the public sector included. */
const cloudHost = `(([^/?#@:]+\\.)?${anyCase('uipath.com')}|([^/?#@:]+\\.)?${anyCase('uipath.us')})(:\\d+)?`;
const cloud = `${scheme}${cloudHost}`;
const segment = '/+[^/?#]+';
const orchestrator = anyCase('orchestrator_');
/** Where the path of the API begins, as people copy it along with the base URL. */
const copied = `(${anyCase('odata')}|${anyCase('api')}|${anyCase('swagger')})(?=[/?#]|$)`;
const nothingMore = '/*([?#].*)?$';

/** A URL of UiPath's cloud. */
export const cloudPattern = `${cloud}${end}`;

const cloudRemedy =
  'Open Orchestrator in a browser and copy its address up to and including orchestrator_, ' +
  'such as https://cloud.uipath.com/acme/Production/orchestrator_.';

/** The addresses that people write down in place of Orchestrator's, and that cannot work. */
const mistakenUrls: readonly RefusedForm[] = [
  {
    pattern: `${scheme}${anyCase('platform.uipath.com')}${end}`,
    fault: 'is an address of the former cloud, which no longer answers',
    remedy: cloudRemedy,
  },
  {
    pattern: `${scheme}${anyCase('account.uipath.com')}${end}`,
    fault: 'is where people sign in to UiPath, not an Orchestrator',
    remedy: cloudRemedy,
  },
  {
    pattern:
      `${scheme}(${['docs', 'forum', 'www', 'academy', 'marketplace'].map((host) => anyCase(`${host}.uipath.com`)).join('|')}` +
      `|${anyCase('uipath.com')})${end}`,
    fault: "is an address of UiPath's web site, not of an Orchestrator",
    remedy: cloudRemedy,
  },
  {
    pattern: `${scheme}[^/?#]+(${segment})*/+(${anyCase('identity')}_?(?=[/?#]|$)|${anyCase('connect/token')})`,
    fault: 'is the address of the identity service, not of Orchestrator',
    remedy:
      'Write the base URL of Orchestrator: https://cloud.uipath.com/acme/Production/orchestrator_ in the cloud, ' +
      'https://orchestrator.acme.example on a standalone server. The identity address follows from it.',
  },
  {
    pattern: `^${anyCase('http')}://${cloudHost}${end}`,
    fault: 'is plain http',
    remedy: 'Write https:// in its place.',
  },
  {
    pattern: `${cloud}(${nothingMore}|/+(${copied}|${orchestrator}(?=[/?#]|$)))`,
    fault: 'names no organization and no tenant',
    remedy: cloudRemedy,
  },
  {
    pattern: `${cloud}${segment}(${segment})?/+(?!${orchestrator})[a-z]+_(?=[/?#]|$)(?!/+${orchestrator})`,
    fault: "is the address of another service of UiPath's cloud",
    remedy: cloudRemedy,
  },
  {
    pattern: `${scheme}[^/?#]+(${segment})?/+${orchestrator}(?=[/?#]|$)(?!/+${orchestrator})`,
    fault: 'names no tenant: an organization and a tenant stand before orchestrator_',
    remedy: 'Write both, as in https://cloud.uipath.com/acme/Production/orchestrator_.',
  },
  {
    pattern: `${cloud}${segment}(${nothingMore}|/+${copied})`,
    fault: 'names no tenant',
    remedy: cloudRemedy,
  },
  {
    pattern: `${cloud}${segment}${segment}/+(?!${orchestrator}(?=[/?#]|$)|${copied})[^/?#]`,
    fault: 'goes on after the tenant without orchestrator_',
    remedy: cloudRemedy,
  },
  {
    pattern: `${scheme}(?!${cloudHost}[/?#])(?![^?#]*/${orchestrator})[^#]*(sidepanel:|/[aA]ccount/[lL]ogin|[?&](tid|fid)=)`,
    fault: 'is the address of a page of Orchestrator, not its base URL',
    remedy: 'Write the part before the first path, such as https://orchestrator.acme.example.',
  },
];

/** The base URL of an Orchestrator, in any form that leads to one. */
export const orchestratorUrl = urlWithout(mistakenUrls);

/** The address of the identity service of an Orchestrator. */
export const identityServiceUrl = urlWithout([
  {
    pattern: `${scheme}(${anyCase('account.uipath.com')}|${anyCase('platform.uipath.com')})${end}`,
    fault: 'is not an address of the identity service',
    remedy: 'Remove it: the identity address follows from the base URL.',
  },
  {
    pattern: `(${cloud}(?!(${segment})?/+${anyCase('identity_')}(?=[/?#]|$))|/${orchestrator}|/${anyCase('odata')}(?=[/?#]|$))`,
    fault: 'is not an address of the identity service',
    remedy:
      'Remove it: the identity address follows from the base URL. In the cloud it is https://cloud.uipath.com/identity_.',
  },
]);
