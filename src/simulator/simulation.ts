import { SignIns } from './auth/sign-ins.js';
import { TokenStore } from './auth/token-store.js';
import type { Clock } from './clock.js';
import { BlobStore } from './blobs/blob-store.js';
import { CallLog, type SimulatorCall } from './control/call-log.js';
import { FaultStore } from './faults/fault-store.js';
import { LateEffects } from './faults/late-effects.js';
import { RandomFaults, type RandomFaultSettings } from './faults/random-faults.js';
import { InfoLink } from './infolink/info-link.js';
import { RateLimits, type RateLimitSettings } from './limits/rate-limits.js';
import type { Job } from './model/job.js';
import { ExportStore } from './model/export-store.js';
import { JobStore } from './life/job-store.js';
import { AttachmentStore } from './model/attachment-store.js';
import { seedTenant } from './model/seed-tenant.js';
import type { Tenant } from './model/tenant.js';
import { withKeysOf } from './model/tenant-keys.js';
import { usualLists, type ListSettings } from './odata/list-settings.js';
import { scaleBehaviour } from './model/behaviour.js';
import type { ScenarioInput } from './scenario/scenario-schema.js';
import { readScenario } from './scenario/read-scenario.js';
import { WebhookHub } from './webhooks/webhook-hub.js';
import { jobDto, jobType, type JobDto } from './dto/job-dto.js';

/** The path of the simulated tenant, in the form of the cloud. */
export const cloudPath = '/acme/DefaultTenant/orchestrator_';

/** The state of one simulator. Simulators do not share any of it. */
export interface Simulation {
  readonly clock: Clock;
  readonly apiVersion: number;
  /** Speeds up simulated time: 60 makes a minute pass in a second. */
  readonly timeScale: number;
  /** People may delete releases. */
  tenant: Tenant;
  /** What it was at the start. */
  readonly wholeTenant: Tenant;
  readonly attachments: AttachmentStore;
  /** What was delivered to jobs, by the id of the inbox. */
  readonly inboxes: Map<string, unknown>;
  readonly blobs: BlobStore;
  readonly exports: ExportStore;
  readonly webhooks: WebhookHub;
  readonly jobs: JobStore;
  readonly tokens: TokenStore;
  readonly signIns: SignIns;
  readonly infoLink: InfoLink;
  readonly faults: FaultStore;
  readonly randomFaults: RandomFaults | undefined;
  readonly late: LateEffects;
  readonly rateLimits: RateLimits;
  /** How long lists lack a job that was started; on the simulator's clock. */
  visibilityDelayMs: number;
  lists: ListSettings;
  /** In place of the version that is spoken; null: no header. */
  versionHeader: string | null | undefined;
  readonly calls: CallLog;
  /** The root address; known once the server listens. */
  url: string;
}

export interface SimulationSettings {
  readonly clock: Clock;
  readonly apiVersion: number;
  readonly timeScale: number;
  readonly scenario: ScenarioInput | string | undefined;
  readonly tenantKey: string | undefined;
  readonly tokenLifetimeSeconds: number;
  readonly log: (call: SimulatorCall) => void;
  readonly visibilityDelayMs: number;
  readonly rateLimits: RateLimitSettings;
  readonly randomFaults: RandomFaultSettings | undefined;
}

export function createSimulation(settings: SimulationSettings): Simulation {
  const { clock, apiVersion, timeScale, tokenLifetimeSeconds, log, randomFaults } = settings;
  const tenant = tenantOf(settings);
  const attachments = new AttachmentStore(clock);
  const webhooks = new WebhookHub(clock, timeScale);
  const jobs = new JobStore(clock, (job, text) => saveOutput(attachments, job, text));
  jobs.listen((job, at) => webhooks.jobChanged(job, at));
  return {
    clock,
    apiVersion,
    timeScale,
    tenant,
    wholeTenant: tenant,
    attachments,
    inboxes: new Map(),
    blobs: new BlobStore(clock),
    exports: new ExportStore(clock, timeScale),
    webhooks,
    jobs,
    tokens: new TokenStore(clock, tokenLifetimeSeconds),
    signIns: new SignIns(clock),
    infoLink: new InfoLink(clock, timeScale, tokenLifetimeSeconds),
    faults: new FaultStore(),
    randomFaults: randomFaults === undefined ? undefined : new RandomFaults(randomFaults),
    late: new LateEffects(clock),
    rateLimits: new RateLimits(clock, settings.rateLimits),
    visibilityDelayMs: settings.visibilityDelayMs,
    lists: usualLists,
    versionHeader: undefined,
    calls: new CallLog(log),
    url: '',
  };
}

function tenantOf({ scenario, timeScale, tenantKey }: SimulationSettings): Tenant {
  const described = scenario === undefined ? seedTenant : readScenario(scenario);
  const tenant = tenantKey === undefined ? described : withKeysOf(tenantKey, described);
  const releases = tenant.releases.map((release) => ({
    ...release,
    behaviour: scaleBehaviour(release.behaviour, timeScale),
  }));
  return { ...tenant, releases };
}

function saveOutput(attachments: AttachmentStore, job: Job, text: string): string {
  const content = Buffer.from(text, 'utf8');
  const attachment = attachments.create('output.json', content);
  attachments.link(attachment, job.key, 'Output');
  return attachment.id;
}

/** Every job in full, outputs included, oldest first. */
export function allJobs(simulation: Simulation): JobDto[] {
  simulation.late.runDue();
  const entity = jobType(simulation.apiVersion);
  return simulation.jobs.all().map((job) => jobDto(job, entity));
}

/**
 * Forgets jobs, attachments, exports, webhooks, sign-ins, calls and faults, and brings deleted releases back; random
 * faults begin again. Tokens and settings stay valid and job ids go on counting.
 */
export function reset(simulation: Simulation): void {
  simulation.tenant = simulation.wholeTenant;
  simulation.jobs.clear();
  simulation.signIns.clear();
  simulation.infoLink.clear();
  simulation.attachments.clear();
  simulation.inboxes.clear();
  simulation.exports.clear();
  simulation.webhooks.clear();
  simulation.calls.clear();
  simulation.faults.clear();
  simulation.late.clear();
  simulation.randomFaults?.restart();
}
