import { z } from 'zod';
import { durationForm, parseDuration } from '../durations.js';
import { didYouMeanSentence } from '../near-names.js';
import { option } from './option.js';
import {
  pastedAddress,
  pastedPassword,
  pastedSecret,
  pastedText,
  pastedToken,
  refusalOf,
  type RefusedForm,
  refusing,
} from './refused-forms.js';

/** What a text means, or what is wrong with it and what to do. Neither may repeat the text: it may be a secret. */
export type Reading<T> = { value: T } | { fault: string; remedy: string };

/** How a form looks to editors: keywords of JSON Schema. */
export type JsonForm = Record<string, unknown>;

/** A form that is written as a text. */
export function textAs<T>(read: (text: string) => Reading<T>, json: JsonForm = {}): z.ZodType<T, string> {
  return z
    .string()
    .meta(json)
    .transform((given, context) => outcome(read(given), context));
}

function outcome<T>(reading: Reading<T>, context: z.core.$RefinementCtx): T {
  if ('value' in reading) return reading.value;
  context.addIssue({ code: 'custom', message: reading.fault, params: { remedy: reading.remedy } });
  return z.NEVER;
}

export const text: z.ZodType<string, string> = z.string().min(1);

/** A text that has none of these forms. */
export function textWithout(forms: readonly RefusedForm[]): z.ZodType<string, string> {
  return z
    .string()
    .min(1)
    .meta(refusing(forms))
    .transform((given, context) => outcome(refusalOf(given, forms) ?? { value: given }, context));
}

/** A name that a person types or copies. */
export const name = textWithout(pastedText);

/** Secrets by how they are sent: as a header, in a form, or typed by a person. */
export const token = option(textWithout(pastedToken), { secret: 'value' });
export const secret = option(textWithout(pastedSecret), { secret: 'value' });
export const password = option(textWithout(pastedPassword), { secret: 'value' });

/** Path of a file or folder. */
export const path = option(text, { path: true });

const urlRemedy = 'Write an absolute URL that begins with https:// (or http://).';
const scheme = '^[hH][tT][tT][pP][sS]?://';

function readUrl(given: string): Reading<string> {
  const protocol = URL.canParse(given) ? new URL(given).protocol : undefined;
  if (protocol === 'https:' || protocol === 'http:') return { value: given };
  return { fault: protocol === undefined ? 'is not a URL' : 'is not an http or https URL', remedy: urlRemedy };
}

function readOpenUrl(given: string): Reading<string> {
  const reading = readUrl(given);
  if ('fault' in reading) return reading;
  const { username, password: word } = new URL(given);
  return username === '' && word === ''
    ? reading
    : { fault: 'holds a user or a password', remedy: 'Remove them; credentials have options of their own.' };
}

/** An http(s) URL without a user or a password, and without any of these forms. */
export function urlWithout(forms: readonly RefusedForm[]): z.ZodType<string, string> {
  const all = [...pastedAddress, ...forms];
  const read = (given: string): Reading<string> => refusalOf(given, all) ?? readOpenUrl(given);
  const form = textAs(read, { pattern: `${scheme}[^@/?#]+([/?#].*)?$`, ...refusing(all) });
  return option(form, { carriesCredentials: true });
}

export const url = urlWithout([]);

/** An http(s) URL that may hold a user and a password. */
export const urlWithPassword = option(textAs(readUrl, { pattern: `${scheme}.+` }), { secret: 'passwordInUrl' });

/** Milliseconds of a duration. */
export const duration = textAs(
  (given) => {
    const value = parseDuration(given);
    return value === undefined ? { fault: 'is not a duration', remedy: `Write ${durationForm}.` } : { value };
  },
  { pattern: '^\\d+(\\.\\d+)?\\s*[a-zA-Z]+$' },
);

const mostDigits = 999_999;

export const wholeNumber: z.ZodType<number, number | string> = z
  .union([
    z.number().meta({ type: 'integer', minimum: 1, maximum: mostDigits }),
    z.string().meta({ pattern: '^[1-9]\\d{0,5}$' }),
  ])
  .transform((given, context) =>
    outcome(
      /^[1-9]\d{0,5}$/.test(String(given))
        ? { value: Number(given) }
        : { fault: 'is not a whole number from 1', remedy: 'Write digits alone, for example 100.' },
      context,
    ),
  );

/** One of some words, in whatever case. */
export function choice<const T extends string>(choices: readonly T[]): z.ZodType<T, T> {
  const read = (given: string): Reading<T> => {
    const value = choices.find((one) => one === given.toLowerCase());
    if (value !== undefined) return { value };
    return { fault: 'is not one of the choices', remedy: writeOneOf(given, choices) };
  };
  return textAs(read, { enum: choices }) as z.ZodType<T, T>;
}

/** What to do about a name that is not known, with the one that was meant. */
export function writeOneOf(given: string | undefined, names: readonly string[]): string {
  const list = `Write one of ${names.join(', ')}.`;
  const question = given === undefined ? undefined : didYouMeanSentence(given, names);
  return question === undefined ? list : `${list} ${question}`;
}
