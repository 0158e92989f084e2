export interface Robot {
  readonly id: number;
  readonly name: string;
  readonly userName: string;
  readonly machineId: number;
  readonly machineName: string;
}

const firstRobot: Robot = {
  id: 11,
  name: 'acme-robot-01',
  userName: 'ACME\\robot01',
  machineId: 21,
  machineName: 'ACME-VM-01',
};

/** Every job runs on the first robot unless StartJobs names others. */
export const seedRobots: readonly [Robot, ...Robot[]] = [
  firstRobot,
  { ...firstRobot, id: 12, name: 'acme-robot-02', userName: 'ACME\\robot02' },
  { ...firstRobot, id: 13, name: 'acme-robot-03', userName: 'ACME\\robot03', machineId: 22, machineName: 'ACME-VM-02' },
];
