import type { JobFilter } from '../../../contract/jobs/job-filter.js';
import { quoted } from '../odata.js';

/** A valid filter as `$filter`; undefined if it has no condition. A header names the folder. */
export function odataFilter(filter: JobFilter): string | undefined {
  return allOf([
    either('Robot/Name', texts(filter.robot)),
    either('Robot/Id', listOf(filter.robotId).map(String)),
    either('State', texts(filter.state)),
    either('ReleaseName', texts(filter.process)),
    either('Release/EnvironmentName', texts(filter.environment)),
    either('Release/EnvironmentId', listOf(filter.environmentId).map(String)),
    within('CreationTime', filter.created),
    within('StartTime', filter.started),
    within('EndTime', filter.ended),
    filter.errorText === undefined ? undefined : `indexof(Info,${quoted(filter.errorText)}) ne -1`,
    either('Reference', texts(filter.reference)),
    filter.odata === undefined ? undefined : `(${filter.odata})`,
  ]);
}

/** Conditions that must all hold. */
export function allOf(conditions: readonly (string | undefined)[]): string | undefined {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? undefined : given.join(' and ');
}

const listOf = <T>(given: T | readonly T[] | undefined): readonly T[] =>
  given === undefined ? [] : ([given].flat() as T[]);

const texts = (given: string | readonly string[] | undefined): string[] => listOf<string>(given).map(quoted);

/** Old servers do not support `in` for every type of value, so alternatives are written out. */
function either(property: string, literals: readonly string[]): string | undefined {
  const conditions = literals.map((literal) => `${property} eq ${literal}`);
  return conditions.length > 1 ? `(${conditions.join(' or ')})` : conditions[0];
}

function within(
  property: string,
  range: { from?: string | undefined; before?: string | undefined } | undefined,
): string | undefined {
  return allOf([
    range?.from === undefined ? undefined : `${property} ge ${timeLiteral(range.from)}`,
    range?.before === undefined ? undefined : `${property} lt ${timeLiteral(range.before)}`,
  ]);
}

/** A day alone is its beginning in UTC. */
const timeLiteral = (time: string): string => (time.includes('T') ? time : `${time}T00:00:00.000Z`);
