/** Whose tokens are counted: models that speak like OpenAI's, or the Qwen family that runs locally. */
export const TOKEN_MODELS = ['o200k', 'qwen3'] as const
export type TokenModel = (typeof TOKEN_MODELS)[number]

/** Counts what a text costs a model. */
export interface TokenCounter {
  /**
   * Whole tokens, without the few a provider adds around a message.
   * @throws {TokenizerMissingError} when the tokenizer of that model is not installed.
   */
  countTokens(text: string, model: TokenModel): Promise<number>
}

/** The tokenizers are optional: without them everything works and nothing is counted. */
export class TokenizerMissingError extends Error {
  override readonly name = 'TokenizerMissingError'
  readonly code = 'tokenizer_missing'

  constructor(packageName: string, cause: unknown) {
    super(`counting these tokens needs the package ${packageName}`, { cause })
  }
}
