const shortestSecret = 4;

/** Removes known secrets from text by their value, and anything that looks like a bearer token. */
export class Redactor {
  private readonly secrets = new Set<string>();

  constructor(known: readonly string[] = []) {
    for (const secret of known) this.add(secret);
  }

  /** Remembers a secret with the forms in which a reply may echo it. */
  add(secret: string): string {
    if (secret.length >= shortestSecret) for (const form of formsOf(secret)) this.secrets.add(form);
    return secret;
  }

  /** Forgets a secret that is no longer used, so that a long-running worker does not collect tokens. */
  remove(secret: string): void {
    for (const form of formsOf(secret)) this.secrets.delete(form);
  }

  redact(text: string): string {
    let clean = text;
    for (const secret of this.secrets) clean = clean.replaceAll(secret, '[redacted]');
    return clean.replace(/\bbearer\s+[\w.~+/=-]{8,}/gi, 'Bearer [redacted]');
  }
}

/** As it is, in a query (twice: URL parsers encode the quote too), in a form, in JSON. */
function formsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
  return [secret, encoded, encoded.replaceAll("'", '%27'), inForm, JSON.stringify(secret).slice(1, -1)];
}
