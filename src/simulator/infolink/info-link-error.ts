/** Thrown by a call to answer with InfoLink's error envelope. */
export class InfoLinkError extends Error {
  override readonly name = 'InfoLinkError';

  constructor(
    /** Used only if the simulator is set to give errors a status of their own. */
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
