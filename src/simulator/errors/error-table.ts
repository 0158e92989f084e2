/**
 * Every error the simulator answers with. Codes of 1000 and above are Orchestrator's documented ones;
 * 0 is its generic code, used where the documents name none. To add an error, add a line here: faults can
 * name it at once (`{"fault":"error","error":"…"}`), and docs/simulator.md must list it.
 */
export const errorTable = {
  NotAuthenticated: { status: 401, code: 0, message: 'You are not authenticated!' },
  NotAuthorized: { status: 403, code: 0, message: 'You are not authorized!' },
  InvalidCredentials: { status: 400, code: 1000, message: 'Invalid credentials, failed to login.' },
  InvalidQuery: { status: 400, code: 1000, message: 'Invalid OData query options.' },
  InvalidRequest: { status: 400, code: 1000, message: 'Invalid request.' },
  InvalidField: { status: 400, code: 1009, message: 'The request is invalid.' },
  // UiPath's user guide names this one and InvalidStartJobRobotIds, but gives no numbers.
  InvalidArgument: { status: 400, code: 0, message: 'InvalidArgument: two fields exclude each other.' },
  NameAlreadyUsed: { status: 409, code: 1001, message: 'The name is already used.' },
  NotFound: { status: 404, code: 1002, message: 'The item does not exist.' },
  UnknownFolder: {
    status: 400,
    code: 1100,
    message: 'Folder does not exist or the user does not have access to the folder.',
  },
  FolderRequired: { status: 400, code: 1101, message: 'A folder is required for this action.' },
  InvalidRobots: {
    status: 409,
    code: 0,
    message: 'InvalidStartJobRobotIds: a robot has no unattended user in the current folder.',
  },
  ForegroundRobotMissing: {
    status: 409,
    code: 1230,
    message: 'Foreground job requires an unattended robot to be defined on your user',
  },
  RobotsBusy: { status: 409, code: 1670, message: 'The robots already have pending jobs for this Process.' },
  UnattendedUserMissing: {
    status: 409,
    code: 1671,
    message: "Couldn't find any user with unattended robot permissions in the current folder.",
  },
  MachineMissing: {
    status: 409,
    code: 2818,
    message: 'Could not find a machine with Unattended or NonProduction runtimes in the current folder',
  },
  // The documents name the code but no status; 400 is what its other refusals of a well-formed call carry.
  ExportQuota: { status: 400, code: 4502, message: 'The daily limit of exports has been reached for this tenant.' },
  TooManyRequests: { status: 429, code: 0, message: 'Too many requests. Try again later.' },
  WrongState: { status: 409, code: 0, message: 'The job is not in a state that allows this action.' },
  NoSuchAddress: { status: 404, code: 0, message: 'No HTTP resource was found that matches the request URI.' },
  MethodNotAllowed: { status: 405, code: 0, message: 'The requested resource does not support this HTTP method.' },
  ServerError: { status: 500, code: 0, message: 'An error has occurred.' },
} as const;

export type ErrorKind = keyof typeof errorTable;

export const errorKinds = Object.keys(errorTable) as readonly ErrorKind[];
