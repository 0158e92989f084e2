export interface ServerArguments {
  port: number;
  /** False: no UI. */
  uiPort: number | false;
  namespace: string;
  dbFilename?: string;
  /** Type by name; types as `temporal operator search-attribute create` takes them. */
  searchAttributes: Readonly<Record<string, string>>;
}

const dynamicConfig = [
  // As the SDK starts its dev server.
  'frontend.enableServerVersionCheck=false',
  'frontend.enableUpdateWorkflowExecution=true',
  'frontend.enableUpdateWorkflowExecutionAsyncAccepted=true',
  // The dev server hands out 20 tasks per second at most, else. Measured on server 1.31.2: a workflow of four
  // activities takes 450 ms without these two and under 90 ms with them.
  'system.enableActivityEagerExecution=true',
  'history.transferProcessorMaxPollRPS=1000',
];

/** The command line of `temporal` for a development server. */
export function serverArguments(options: ServerArguments): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port)],
    ...(options.uiPort === false ? ['--headless'] : ['--ui-port', String(options.uiPort)]),
    ...['--namespace', options.namespace, '--log-format', 'pretty', '--log-level', 'warn'],
    ...(options.dbFilename === undefined ? [] : ['--db-filename', options.dbFilename]),
    ...dynamicConfig.flatMap((setting) => ['--dynamic-config-value', setting]),
    ...Object.entries(options.searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
  ];
}
