import { z } from 'zod';

/** What is said of an option besides its form. Loader, documents, JSON Schema, redactor and logger all follow it. */
export interface OptionFacts {
  /** One phrase for the documents and for editors. */
  meaning?: string;
  /** Variable of the environment that sets the option; of a connection, of the one named `default`. */
  variable?: string;
  /** What must stay out of files, logs and errors: the whole value, or the password in a URL. */
  secret?: 'value' | 'passwordInUrl';
  /** Names a file or folder; in a configuration made in code it is relative to `baseDirectory`. */
  path?: true;
  /** Carries credentials in clear when it is plain http to another machine, which is worth a warning. */
  carriesCredentials?: true;
  example?: string;
  /** What holds when the option is left out, for the documents. */
  default?: string;
  /** What to do when the option is missing. Without it the message names the key. */
  remedy?: string;
  /** The same where the variable may set it. Without it the message names the variable. */
  variableRemedy?: string;
  /** Of alternatives: what is wrong with a name that is none of them. */
  unknownName?: string;
}

const registry = z.registry<OptionFacts>();

/** A copy of a schema with facts about it, besides those that the schema has already. */
export function option<S extends z.ZodType>(schema: S, facts: OptionFacts): S {
  const copy = schema.clone();
  registry.add(copy, { ...registry.get(schema), ...facts });
  return copy;
}

export function factsOf(schema: z.core.$ZodType): OptionFacts {
  return registry.get(schema) ?? {};
}
