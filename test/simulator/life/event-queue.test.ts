import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue } from '../../../src/simulator/life/event-queue.js';

test('gives back whatever it was given by time, and at equal times in the order it came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
      const queue = new EventQueue<[number, number]>();
      times.forEach((time, index) => queue.add(time, [time, index]));
      const taken = times.map(() => queue.take());
      const sorted = times.map((time, index) => [time, index]).sort(([a = 0, i = 0], [b = 0, j = 0]) => a - b || i - j);
      expect(taken).toEqual(sorted);
      expect([queue.take(), queue.nextAt()]).toEqual([undefined, undefined]);
    }),
  );
});
