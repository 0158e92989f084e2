/** What the configuration may say of a connection of some type, beside what all have: url, caFile, proxyUrl, timeouts … */
export interface ConnectionForm {
  /** The ways to prove who a connection is, with their options. */
  auth: Readonly<Record<string, AuthForm>>;
  /** Options of `auth` whose values a file may only refer to. */
  secrets: readonly string[];
  /** Options of `auth` that are URLs. */
  urls: readonly string[];
  /** Settings of its own, each a text: what it becomes, or what is wrong with it and what to do. */
  settings: Readonly<Record<string, (text: string) => { value: string } | { fault: string; remedy: string }>>;
}

export interface AuthForm {
  needed: readonly string[];
  optional: readonly string[];
}
