/** The words were not typed, because they would not have reached the prompt. */
export class TypingRefused extends Error {
  override readonly name = 'TypingRefused';
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}
