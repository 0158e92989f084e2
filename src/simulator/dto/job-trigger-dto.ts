import type { JobTrigger } from '../model/job-trigger.js';
import { triggerStatuses, triggerTypes } from '../model/job-trigger.js';
import type { EntityType, Row } from '../odata/entity-type.js';
import { entityTypeOf, rowOf, type FieldTable } from './field-table.js';
import { date, guid, number, oneOf, text } from './property-types.js';
import { timestamp } from '../timestamp.js';

const fields: FieldTable<JobTrigger> = {
  JobId: [number, ({ job }) => job.id],
  TriggerType: [oneOf(triggerTypes), ({ type }) => type],
  Status: [oneOf(triggerStatuses), ({ status }) => status],
  ItemKey: [guid, ({ inboxId }) => inboxId],
  ItemId: [number, () => null],
  Timer: [date, ({ firesAt }) => (firesAt === null ? null : timestamp(firesAt))],
  TriggerMessage: [text, () => null],
  TriggerConfiguration: [text, () => null],
  Id: [number, ({ id }) => id],
};

export function jobTriggerRow(trigger: JobTrigger): Row {
  return rowOf(fields, trigger);
}

export function jobTriggerType(apiVersion: number): EntityType {
  return entityTypeOf('UiPath.Server.Contracts.JobTriggerDto', fields, apiVersion);
}
