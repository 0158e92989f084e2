import { startSimulator } from '../dist/simulator/index.js';

// Alone in its process, so that the benchmark measures the simulator and not its caller.
const simulator = await startSimulator();
process.send({ url: simulator.cloudUrl });
process.on('message', () => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send({ cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 2 ** 20 });
});
process.on('disconnect', () => void simulator.stop());
