import { startSimulator } from '../dist/simulator/index.js';

// Alone in its process, so that what is measured is the simulator and not who calls it.
const simulator = await startSimulator();
process.send({ url: simulator.cloudUrl });
process.on('message', () => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send({ cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 2 ** 20 });
});
process.on('disconnect', () => void simulator.stop());
