import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { ConfigurationError, loadConfiguration, type Fault } from '../../src/config/index.js';

/** A file that is gone after the test; returns its path. */
export function file(text: string, name = 'file'): string {
  const folder = mkdtempSync(join(tmpdir(), 'temporal-rpa-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** The error with which loading fails. */
export function refusal(environment: NodeJS.ProcessEnv): ConfigurationError {
  try {
    loadConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

export function faultsOf(environment: NodeJS.ProcessEnv): readonly Fault[] {
  return refusal(environment).faults;
}

/** The one line that refuses a configuration. */
export function sentenceOf(environment: NodeJS.ProcessEnv): string {
  const { faults, message } = refusal(environment);
  expect(faults).toHaveLength(1);
  return message.split('\n')[1]?.trim() ?? '';
}
