import { JobState } from '../../contract/jobs/job.js';
import type { Flags } from '../flags.js';

const time = 'such as 2026-11-23T08:00:00Z, or a day';

/** The typed filter of jobs, as flags. */
export const filterFlags: Flags = {
  folder: { field: 'filter.folder', what: 'path of the folder; default: that of the connection, or all' },
  'folder-key': { field: 'filter.folderKey', what: 'key of the folder' },
  'folder-id': { field: 'filter.folderId', kind: 'number', what: 'id of the folder' },
  state: { field: 'filter.state', kind: 'words', what: `one or several of ${Object.values(JobState).join(', ')}` },
  process: { field: 'filter.process', kind: 'list', what: 'name of the process; may be repeated' },
  robot: { field: 'filter.robot', kind: 'list', what: 'name of the robot; may be repeated' },
  'robot-id': { field: 'filter.robotId', kind: 'numbers', what: 'id of the robot; may be repeated' },
  environment: { field: 'filter.environment', what: 'name of the environment (classic folders)' },
  'environment-id': { field: 'filter.environmentId', kind: 'number', what: 'id of the environment' },
  'created-from': { field: 'filter.created.from', what: `created at this time or later, ${time}` },
  'created-before': { field: 'filter.created.before', what: 'created earlier than this time' },
  'started-from': { field: 'filter.started.from', what: 'began to run at this time or later' },
  'started-before': { field: 'filter.started.before', what: 'began to run earlier than this time' },
  'ended-from': { field: 'filter.ended.from', what: 'ended at this time or later' },
  'ended-before': { field: 'filter.ended.before', what: 'ended earlier than this time' },
  'error-text': { field: 'filter.errorText', what: 'part of the text of the job' },
  reference: { field: 'filter.reference', what: 'Reference that the job was started with' },
  filter: { field: 'filter.odata', what: 'a further $filter expression of Orchestrator' },
};
