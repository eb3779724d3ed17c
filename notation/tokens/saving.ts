import type { TokenCounter, TokenModel } from './token-counter.ts'

/** What a call to a model cost, and what it would have cost with compact JSON in place of the notation. */
export interface TokenUse {
  readonly model: TokenModel
  readonly tokensIn: number
  readonly tokensAsJson: number
  /** Never less than zero in what encode writes. */
  readonly saved: number
}

/** One part of a prompt: plain text, or a value as it was written and as it is. */
export interface PromptPart {
  readonly written: string
  /** Compact JSON of the same value; absent for plain text. */
  readonly json?: string
}

/** Measures a prompt made of parts. */
export async function measureUse(
  parts: readonly PromptPart[],
  model: TokenModel,
  counter: TokenCounter,
): Promise<TokenUse> {
  const tokensIn = await counter.countTokens(parts.map(({ written }) => written).join('\n'), model)
  const asJson = parts.map(({ written, json }) => json ?? written).join('\n')
  const tokensAsJson = await counter.countTokens(asJson, model)
  return { model, tokensIn, tokensAsJson, saved: tokensAsJson - tokensIn }
}
