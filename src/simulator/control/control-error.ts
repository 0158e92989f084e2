/** Bad input to the control interface: one message that names the field and the allowed forms. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
}
