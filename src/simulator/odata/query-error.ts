/** A query option that the server refuses; it becomes 400 with errorCode 1000. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}
