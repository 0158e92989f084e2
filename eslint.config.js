import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

/** Imports point one way (docs/architecture.md): a folder may not import what is listed here. */
const forbidden = (files, groups) => ({
  files,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: groups.map(([group, message, allowTypeImports = false]) => ({ group, message, allowTypeImports })) },
    ],
  },
});

const up = (...folders) => folders.flatMap((folder) => [`**/${folder}`, `**/${folder}/**`]);
const nodeBuiltins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

export default tseslint.config(
  { ignores: ['dist', 'dist-tools', 'coverage', 'node_modules'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  prettier,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.mjs', 'bench/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'no-console': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['*.js', 'scripts/*.mjs', 'bench/*.mjs'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['scripts/*.mjs', 'bench/*.mjs'],
    languageOptions: {
      globals: { URL: 'readonly', process: 'readonly', performance: 'readonly', console: 'readonly' },
    },
  },
  forbidden(
    ['src/contract/**'],
    [
      [
        up('workflows', 'activities', 'backends', 'destinations', 'config', 'client', 'simulator', 'worker', 'cli'),
        'The contract imports nothing of ours.',
      ],
    ],
  ),
  forbidden(
    ['src/workflows/**'],
    [
      [nodeBuiltins, 'Workflow code is deterministic: no Node builtins.'],
      [
        ['@temporalio/client', '@temporalio/worker', '@temporalio/activity', 'undici', 'pino'],
        'Workflow code talks to the world through activities only.',
      ],
      [up('activities'), 'Workflows import activities as types only.', true],
      [
        up('backends', 'destinations', 'config', 'client', 'simulator', 'worker', 'cli'),
        'Workflow code imports the contract and other workflow code only.',
      ],
    ],
  ),
  forbidden(
    ['src/activities/**'],
    [
      [
        [...up('workflows', 'config', 'client', 'simulator', 'worker', 'cli'), '!@temporalio/client'],
        'Activities import backends, destinations and the contract only.',
      ],
    ],
  ),
  forbidden(
    ['src/backends/**'],
    [
      [
        up('workflows', 'activities', 'destinations', 'config', 'client', 'simulator', 'worker', 'cli'),
        'Backends import the contract only.',
      ],
    ],
  ),
  forbidden(
    ['src/destinations/**'],
    [
      [
        up('workflows', 'activities', 'backends', 'config', 'client', 'simulator', 'worker', 'cli'),
        'Destinations import the contract only.',
      ],
    ],
  ),
  forbidden(
    ['src/simulator/**'],
    [
      [
        up('contract', 'workflows', 'activities', 'backends', 'destinations', 'config', 'client', 'worker', 'cli'),
        'The simulator must not share the mistakes of the code it tests.',
      ],
    ],
  ),
  forbidden(
    ['src/config/**'],
    [
      [
        up('workflows', 'activities', 'client', 'simulator', 'worker', 'cli'),
        'Configuration imports the contract, the registry and types of backends, and types of destinations, only.',
      ],
    ],
  ),
  forbidden(
    ['src/client/**'],
    [
      [
        up('activities', 'backends', 'destinations', 'config', 'simulator', 'worker', 'cli'),
        'The client knows the contract only.',
      ],
    ],
  ),
  { files: ['src/cli/**', 'src/demo/**', 'bench/**', 'scripts/**'], rules: { 'no-console': 'off' } },
);
