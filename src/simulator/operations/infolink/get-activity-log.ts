import type { Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { integerOf } from '../../json.js';
import { authorizeInfoLink } from './authorize.js';
import { infoLinkCredentials } from '../../infolink/credentials.js';
import { InfoLinkError } from '../../infolink/info-link-error.js';
import { activityOf, timeOf, type Activity } from '../../infolink/activity.js';
import { success } from '../../infolink/replies.js';

const defaultLimit = 100;

/** The latest jobs, newest first. Which order the real one has is not documented. */
export function getActivityLog({ simulation, request }: Call): Reply {
  const { infoLink } = simulation;
  const { query } = request;
  authorizeInfoLink(infoLink.tokens, request, query.get('apiKey'));
  const limit = query.has('limit') ? integerOf(query.get('limit')) : defaultLimit;
  if (limit === undefined || limit < 0) throw new InfoLinkError(400, 'limit parameter must be a number.');
  const [before, after] = [timeIn(query, 'before'), timeIn(query, 'after')];
  const records = infoLink
    .visible()
    .filter(({ startedAt }) => startedAt <= (before ?? Infinity) && startedAt > (after ?? 0))
    .map((job) => activityOf(job, infoLink.stateOf(job)))
    .filter((activity) => fits(activity, query));
  return success({ records: records.reverse().slice(0, limit) });
}

function fits(activity: Activity, query: URLSearchParams): boolean {
  const equal = (['status', 'initType'] as const).every(
    (name) => !query.has(name) || query.get(name) === activity[name],
  );
  const ofApp = !query.has('appId') || query.get('appId') === String(activity.appId);
  const ofUser = !query.has('userId') || query.get('userId') === String(infoLinkCredentials.userId);
  return equal && ofApp && ofUser && activity.title.includes(query.get('title') ?? '');
}

function timeIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const time = timeOf(text);
  if (time === undefined) throw new InfoLinkError(400, `${name} parameter must be yyyy-MM-dd HH:mm:ss.SSS.`);
  return time;
}
