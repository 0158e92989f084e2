/** One table of what an InfoLink job gives, as InfoLink writes it. */
export interface InfoLinkTable<Row = Record<string, string>> {
  name: string;
  result: {
    /** Absent with `noResultSchema`. */
    schema?: { name: string; type?: unknown; typeStandard?: unknown }[];
    records: Row[];
  };
}
