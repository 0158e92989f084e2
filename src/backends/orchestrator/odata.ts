import { z, type ZodType } from 'zod';

/** The qualified name of a bound function or action. */
export const bound = (path: string, name: string): string => `${path}/UiPath.Server.Configuration.OData.${name}`;

/** A text literal. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A collection reply: `@odata.count` is there on request only, and we never ask. */
export const collection = <T>(row: ZodType<T>): ZodType<{ value: T[] }> => z.object({ value: z.array(row) });

/** Largest page that Orchestrator gives (OpenAPI 20.0). */
export const maximumPage = 1000;
