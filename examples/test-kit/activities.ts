/** Stands for a call to a mail service. */
export function mail(to: string, text: string): Promise<string> {
  return Promise.resolve(`To ${to}: ${text}`);
}
