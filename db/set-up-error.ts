/** A start that can't go on, in one sentence that says what to do. */
export class SetUpError extends Error {
  override readonly name = 'SetUpError';
}
