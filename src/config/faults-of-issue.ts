import { z } from 'zod';
import { didYouMeanSentence } from '../shared/near-names.js';
import { writeOneOf } from '../shared/settings/forms.js';
import { type Bare, bare, branchesOf } from '../shared/settings/options-of.js';
import { type Draft, isTree, type Path } from './draft.js';
import { fileVariableOf } from './environment.js';
import type { Fault, Origin } from './faults.js';
import { optionsWithVariable, pathOf } from './options.js';
import { configurationSchema } from './settings.js';

/** Where a configuration is written, which decides the remedy of a fault: in environment and file, or in code. */
export type Writing = 'file' | 'code';

/** Describes an issue of the schema to the author of the configuration; empty if another fault covers it already. */
export function faultsOfIssue(issue: z.core.$ZodIssue, draft: Draft, writing: Writing): Fault[] {
  const path = issue.path.map(String);
  if (draft.isRefused(path)) return [];
  const given = draft.get(path);
  const at = given === undefined ? originOfMissing(path, draft, writing) : draft.originOf(path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], draft));
  if (issue.code === 'custom') return [{ ...at, message: issue.message, remedy: String(issue.params?.remedy ?? '') }];
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) return [notOneOf(path, draft, writing)];
  if (given === undefined) return [missing(path, draft, writing)];
  const isMapping = issue.code === 'invalid_type' && (issue.expected === 'object' || issue.expected === 'record');
  const form = isMapping ? forms.mapping : forms.text;
  return [{ ...at, message: form.message, remedy: form[writing] }];
}

const forms = {
  text: {
    message: 'is not a text',
    file: 'Write one value after the colon, or remove the key.',
    code: 'Give a text, or leave it out.',
  },
  mapping: {
    message: 'is not a mapping',
    file: 'Write its keys below it, indented, or remove it.',
    code: 'Give an object, or leave it out.',
  },
};

function unknownKey(path: Path, draft: Draft): Fault {
  const known = keysAt(path.slice(0, -1), draft);
  const remedy = didYouMeanSentence(path.at(-1) ?? '', known) ?? `Known keys: ${known.join(', ')}.`;
  return { ...draft.originOfKey(path), message: 'is not known', remedy };
}

/** The key that selects an alternative does not name one. */
function notOneOf(path: Path, draft: Draft, writing: Writing): Fault {
  const { schema, facts } = schemaAt(path.slice(0, -1), draft);
  const names = schema instanceof z.ZodDiscriminatedUnion ? branchesOf(schema).map(({ name }) => name) : [];
  const given = draft.get(path);
  if (given === undefined) {
    const { place } = draft.originOf(path.slice(0, -1));
    const origin = { option: path.join('.'), ...(place !== undefined && { place }) };
    return { ...origin, message: 'is missing', remedy: writeOneOf(undefined, names) };
  }
  const origin = draft.originOf(path);
  if (typeof given !== 'string') return { ...origin, message: forms.text.message, remedy: forms.text[writing] };
  return { ...origin, message: facts.unknownName ?? 'is not known', remedy: writeOneOf(given, names) };
}

function missing(path: Path, draft: Draft, writing: Writing): Fault {
  const origin = originOfMissing(path, draft, writing);
  const others = path.at(-2) === 'auth' ? siblingsOf(path, draft) : [];
  const message = others.length === 0 ? 'is missing' : `is missing, though ${others.join(' and ')} is set`;
  return { ...origin, message, remedy: remedyFor(path, draft, origin, writing) };
}

function remedyFor(path: Path, draft: Draft, { option, variable }: Origin, writing: Writing): string {
  const { schema, facts } = schemaAt(path, draft);
  if (schema instanceof z.ZodDiscriminatedUnion) return waysOf(schema, path, draft, writing);
  const secret = facts.secret !== undefined;
  if (variable !== undefined) {
    const byFile = secret ? `, or ${fileVariableOf(variable)} to the name of a file that holds it` : '';
    return facts.variableRemedy ?? facts.remedy ?? `Set ${variable}${byFile}.`;
  }
  const asReference = secret && writing === 'file' ? ' as {env: NAME_OF_A_VARIABLE} or {file: /path/of/a/file}' : '';
  return facts.remedy ?? `${writing === 'file' ? 'Write' : 'Give'} ${option}${asReference}.`;
}

/** All ways to set one of several alternatives: with variables, if there are any. */
function waysOf(union: z.ZodDiscriminatedUnion, path: Path, draft: Draft, writing: Writing): string {
  const variables = branchesOf(union).map(({ name }) =>
    writing === 'code'
      ? ''
      : optionsWithVariable
          .filter(
            ({ needed, alternatives, ...one }) =>
              needed &&
              String(pathOf({ ...one, needed, alternatives }).slice(0, -1)) === String(path) &&
              alternatives.every((alternative, index) =>
                index < alternatives.length - 1 ? draft.chose(alternative, path) : alternative.name === name,
              ),
          )
          .map(({ facts }) => facts.variable)
          .join(' and '),
  );
  if (variables.every((names) => names !== '')) return `Set ${variables.join(', or ')}.`;
  const kinds = branchesOf(union).map(({ name }) => name);
  return `Write ${path.at(-1) ?? ''} with a kind: one of ${kinds.join(', ')}.`;
}

/** The other options that are set for the same kind of authentication, by variable or path. */
function siblingsOf(path: Path, draft: Draft): string[] {
  const above = path.slice(0, -1);
  return keysAt(above, draft)
    .map((key) => [...above, key])
    .filter((sibling) => sibling.at(-1) !== 'kind' && draft.get(sibling) !== undefined)
    .map((sibling) => draft.originOf(sibling))
    .map(({ variable, option }) => variable ?? option);
}

/** A missing option is reported where its connection or destination begins, with the variable that would set it. */
function originOfMissing(path: Path, draft: Draft, writing: Writing): Origin {
  const { place } = draft.originOf(path.slice(0, 2));
  const variable = writing === 'code' ? undefined : variableFor(path, draft);
  return {
    option: path.join('.'),
    ...(variable !== undefined && { variable }),
    ...(place !== undefined && path.length > 1 && { place }),
  };
}

function variableFor(path: Path, draft: Draft): string | undefined {
  return optionsWithVariable.find(
    (option) => String(pathOf(option)) === String(path) && option.alternatives.every((one) => draft.chose(one, path)),
  )?.facts.variable;
}

/** The schema at a path, within the alternatives that the configuration has chosen. */
function schemaAt(path: Path, draft: Draft): Bare {
  return path.reduce((above: Bare, key, index): Bare => {
    const { schema } = chosen(above, draft.get(path.slice(0, index)));
    if (schema instanceof z.ZodObject) return bare((schema.shape as z.core.$ZodShape)[key] ?? z.unknown());
    return schema instanceof z.ZodRecord ? bare(schema.valueType) : bare(z.unknown());
  }, bare(configurationSchema));
}

function keysAt(path: Path, draft: Draft): string[] {
  const { schema } = chosen(schemaAt(path, draft), draft.get(path));
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function chosen(given: Bare, value: unknown): Bare {
  const { schema } = given;
  if (!(schema instanceof z.ZodDiscriminatedUnion) || !isTree(value)) return given;
  const found = branchesOf(schema).find(({ key, name, usual }) =>
    value[key] === undefined ? usual : value[key] === name,
  );
  return found === undefined ? given : chosen(bare(found.branch), value);
}
