export { credentials } from './auth/credentials.js';
export { createManualClock, systemClock, type Clock, type ManualClock } from './clock.js';
export type { SimulatorCall } from './control/call-log.js';
export type { Fault, FaultInput, FaultOperation } from './control/fault.js';
export type { JobDto } from './dto/job-dto.js';
export { operationNames, type OperationName } from './http/route.js';
export { startSimulator, type Simulator, type SimulatorOptions } from './start-simulator.js';
