import { z, type ZodType } from 'zod';

/** The qualified name of a bound function or action. */
export const bound = (path: string, name: string): string => `${path}/UiPath.Server.Configuration.OData.${name}`;

/** A text literal. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A collection reply; `@odata.count` is present only on request. */
export const collection = <T>(row: ZodType<T>): ZodType<{ value: T[]; '@odata.count'?: number | undefined }> =>
  z.object({ value: z.array(row), '@odata.count': z.number().optional() });
