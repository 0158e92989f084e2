import { jobStates } from '../../contract/jobs/job.js';
import type { Flags } from '../flags.js';

/** The typed filter of jobs, as flags. */
export const filterFlags: Flags = {
  folder: {
    field: 'filter.folder',
    value: 'path',
    what: 'path of the folder; default: that of the connection, or all',
  },
  'folder-key': { field: 'filter.folderKey', value: 'key', what: 'key of the folder' },
  'folder-id': { field: 'filter.folderId', kind: 'number', value: 'id', what: 'ID of the folder' },
  state: {
    field: 'filter.state',
    kind: 'words',
    value: 'states',
    what: `one or more of ${jobStates.join(', ')}`,
  },
  process: { field: 'filter.process', kind: 'list', value: 'name', what: 'name of the process; may be repeated' },
  robot: { field: 'filter.robot', kind: 'list', value: 'name', what: 'name of the robot; may be repeated' },
  'robot-id': { field: 'filter.robotId', kind: 'numbers', value: 'id', what: 'ID of the robot; may be repeated' },
  environment: { field: 'filter.environment', value: 'name', what: 'name of the environment (classic folders)' },
  'environment-id': { field: 'filter.environmentId', kind: 'number', value: 'id', what: 'ID of the environment' },
  'created-from': {
    field: 'filter.created.from',
    value: 'time',
    what: 'created at this time or later, such as 2026-11-23T08:00:00Z, or a day',
  },
  'created-before': { field: 'filter.created.before', value: 'time', what: 'created before this time' },
  'started-from': { field: 'filter.started.from', value: 'time', what: 'started to run at this time or later' },
  'started-before': { field: 'filter.started.before', value: 'time', what: 'started to run before this time' },
  'ended-from': { field: 'filter.ended.from', value: 'time', what: 'ended at this time or later' },
  'ended-before': { field: 'filter.ended.before', value: 'time', what: 'ended before this time' },
  'error-text': { field: 'filter.errorText', what: "part of the job's Info text, which describes a fault" },
  reference: { field: 'filter.reference', what: 'Reference that the job was started with' },
  filter: { field: 'filter.odata', value: 'expression', what: 'an additional OData $filter expression' },
};
