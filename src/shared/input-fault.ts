/** One fault of an input: where it is, and what would be right. */
export interface InputFault {
  /** Dotted path of the field, for example `job.count`. */
  path: string;
  /** What is wrong and which form is allowed. */
  message: string;
}
