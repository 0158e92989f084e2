import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

/** What the SDK logs of failures that a test provokes is noise. Import it before anything that uses the SDK's worker. */
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});
