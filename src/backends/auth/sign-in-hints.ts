/** What the messages about one way of signing in advise. Each names an option that this way really has. */
export interface SignInHints {
  /** Something other than the token endpoint answered there. */
  elsewhere: string;
  /** The token endpoint refused the credentials, with one of OAuth's codes if it gave one. */
  refused: (code?: string) => string;
}

/** The name of an option of a connection, with its variable, which only the connection `default` has. */
export function optionName(connection: string, option: string, variable?: string): string {
  const path = `connections.${connection}.${option}`;
  return connection === 'default' && variable !== undefined ? `${path} (${variable})` : path;
}
