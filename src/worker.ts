#!/usr/bin/env node
import { runAsProcess } from './cli/run-as-process.js';

// The same as `temporal-rpa worker`, for `npm start` and containers.
await runAsProcess(['worker', ...process.argv.slice(2)]);
