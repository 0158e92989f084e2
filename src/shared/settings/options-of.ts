import { z } from 'zod';
import { factsOf, type OptionFacts } from './option.js';

/** One option of a schema. */
export interface Option {
  /** `*` stands for any name of a record. */
  path: readonly string[];
  facts: OptionFacts;
  needed: boolean;
  /** The alternatives that the option belongs to, outermost first. */
  alternatives: readonly Alternative[];
}

/** One of several forms, told apart by the value of one key. */
export interface Alternative {
  /** Path of that key. */
  path: readonly string[];
  name: string;
  /** Whether this is the form where the key is left out. */
  usual: boolean;
}

/** A schema without what is around it: optional, default, transform. */
export interface Bare {
  schema: z.core.$ZodType;
  facts: OptionFacts;
  needed: boolean;
}

export function bare(schema: z.core.$ZodType): Bare {
  const facts = factsOf(schema);
  const around = (inner: z.core.$ZodType, needed: boolean): Bare => {
    const within = bare(inner);
    return { ...within, facts: { ...within.facts, ...facts }, needed: needed && within.needed };
  };
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault)
    return around(schema.unwrap(), false);
  // What is inside of a text or number is of no interest here.
  if (schema instanceof z.ZodPipe && hasKeys(schema)) return around(schema.in, true);
  return { schema, facts, needed: true };
}

function hasKeys(pipe: z.ZodPipe): boolean {
  const { schema } = bare(pipe.in);
  return schema instanceof z.ZodObject || schema instanceof z.ZodRecord || schema instanceof z.ZodDiscriminatedUnion;
}

/** All options of a schema, in its order; those of every alternative. */
export function optionsOf(
  given: z.core.$ZodType,
  path: readonly string[] = [],
  alternatives: readonly Alternative[] = [],
): Option[] {
  const { schema, facts, needed } = bare(given);
  if (schema instanceof z.ZodObject) {
    const keys = alternatives.filter((one) => one.path.length === path.length + 1).map((one) => one.path.at(-1));
    return Object.entries(schema.shape as z.core.$ZodShape)
      .filter(([key]) => !keys.includes(key))
      .flatMap(([key, inner]) => optionsOf(inner, [...path, key], alternatives));
  }
  if (schema instanceof z.ZodRecord) return optionsOf(schema.valueType, [...path, '*'], alternatives);
  if (schema instanceof z.ZodDiscriminatedUnion)
    return branchesOf(schema).flatMap(({ branch, key, name, usual }) =>
      optionsOf(branch, path, [...alternatives, { path: [...path, key], name, usual }]),
    );
  return [{ path, facts, needed, alternatives }];
}

interface Branch {
  branch: z.core.$ZodType;
  key: string;
  name: string;
  usual: boolean;
}

/** The alternatives of a union, by the name that the value of its key is. */
export function branchesOf(union: z.ZodDiscriminatedUnion): Branch[] {
  const key = union.def.discriminator;
  return union.options.map((branch) => {
    const values = [...(branch._zod.propValues?.[key] ?? [])];
    return {
      branch,
      key,
      name: String(values.find((value) => value !== undefined)),
      usual: values.includes(undefined),
    };
  });
}
