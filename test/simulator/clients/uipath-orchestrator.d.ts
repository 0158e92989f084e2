/** The parts of the package that the tests use; it has no types of its own. */
declare module 'uipath-orchestrator' {
  type Callback = (error: (Error & { statusCode?: number }) | undefined, data: unknown) => void;

  export default class Orchestrator {
    constructor(options: {
      tenancyName: string;
      usernameOrEmailAddress: string;
      password: string;
      hostname: string;
      port: number;
      isSecure: boolean;
      path?: string;
    });
    switchOrganizationUnitId(id: number): void;
    get(path: string, query: Record<string, string>, callback: Callback): void;
    post(path: string, data: object, callback: Callback): void;
  }
}
