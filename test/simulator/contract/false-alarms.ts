/** What the contract would object to although the product does it: each with its reason. */
export const falseAlarms: readonly (readonly [operation: RegExp, fault: RegExp, reason: string])[] = [
  [/Authenticate/, /^\/result must be object/, 'Real servers put the token there, as text.'],
  [/Jobs|StartJobs/, /\/FolderKey is not in the contract/, 'Both of UiPath’s SDKs read FolderKey of a job.'],
  [/Attachments/, /\/BlobFileAccess is not in the contract/, 'UiPath’s SDKs upload and download by it.'],
];

/** Calls of the simulator that the contract lacks: each with its reason. */
export const notInContract: Readonly<Record<string, string>> = {
  'GET /odata/Jobs/UiPath.Server.Configuration.OData.GetByKey(identifier={})': 'Used by UiPath’s SDKs.',
  'GET /odata/Releases/UiPath.Server.Configuration.OData.ListReleases': 'Used by UiPath’s Python SDK.',
  'GET /api/Jobs/GetJobInfo': 'Used by public clients.',
  'GET /api/JobAttachments/GetByJobKey': 'Used by UiPath’s SDKs.',
  'POST /api/JobAttachments/Post': 'Used by UiPath’s SDKs.',
};
