// Lets the child processes of src run from its TypeScript files in tests, which run from them too.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
