/** An invalid scenario: one message that names the file, the line and the field. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}
