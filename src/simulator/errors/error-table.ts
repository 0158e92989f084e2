/**
 * Every error the simulator answers with. Codes of 1000 and above are Orchestrator's documented ones;
 * 0 is its generic code, used where the documents name none.
 */
export const errorTable = {
  NotAuthenticated: { status: 401, code: 0, message: 'You are not authenticated!' },
  NotAuthorized: { status: 403, code: 0, message: 'You are not authorized!' },
  InvalidCredentials: { status: 400, code: 1000, message: 'Invalid credentials, failed to login.' },
  InvalidQuery: { status: 400, code: 1000, message: 'Invalid OData query options.' },
  InvalidRequest: { status: 400, code: 1000, message: 'Invalid request.' },
  InvalidField: { status: 400, code: 1009, message: 'The request is invalid.' },
  NotFound: { status: 404, code: 1002, message: 'The item does not exist.' },
  UnknownFolder: {
    status: 400,
    code: 1100,
    message: 'Folder does not exist or the user does not have access to the folder.',
  },
  FolderRequired: { status: 400, code: 1101, message: 'A folder is required for this action.' },
  WrongState: { status: 409, code: 0, message: 'The job is not in a state that allows this action.' },
  NoSuchAddress: { status: 404, code: 0, message: 'No HTTP resource was found that matches the request URI.' },
  MethodNotAllowed: { status: 405, code: 0, message: 'The requested resource does not support this HTTP method.' },
  ServerError: { status: 500, code: 0, message: 'An error has occurred.' },
} as const;

export type ErrorKind = keyof typeof errorTable;
