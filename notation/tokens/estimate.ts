import { weigh } from '../shared/weight.ts'
import { type TokenCounter, TokenizerMissingError } from './token-counter.ts'

/**
 * Counts without a tokenizer, in microseconds and without memory: about 8 % more than o200k counts, in the notation as
 * in JSON, so that the share saved comes out within seven points of what a tokenizer says (a test holds it to that).
 */
export const estimatedTokens: TokenCounter = {
  countTokens: async (text) => weigh(text),
}

/** Counts with a tokenizer where it is installed, and estimates where it is not. */
export function orEstimated(counter: TokenCounter): TokenCounter {
  return {
    async countTokens(text, model) {
      try {
        return await counter.countTokens(text, model)
      } catch (error) {
        if (!(error instanceof TokenizerMissingError)) throw error
        return estimatedTokens.countTokens(text, model)
      }
    },
  }
}
