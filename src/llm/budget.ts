import {
  type LanguageModel,
  type ModelReply,
  type ModelRequest,
  ModelUnavailableError,
} from '../ports/language-model.ts'

export interface Budget {
  /** Milliseconds for all calls together, from now on. */
  readonly ms: number
  /** Tokens for all calls together, those that go in included; by length where the provider does not count them. */
  readonly tokens: number
  /** Milliseconds on any steady clock. */
  readonly nowMs: () => number
}

/** A model that says what it has taken. */
export interface Budgeted extends LanguageModel {
  /** Of all calls so far, as the provider counts them. */
  readonly spent: ModelReply['tokens']
}

/**
 * The same model for a request that takes several calls, such as a tool loop: all of them share one budget. A call that
 * asks for more than is left gets what is left; with nothing left it fails (`timed-out` or `cut-off`) and asks nobody.
 */
export function withBudget(model: LanguageModel, { ms, tokens, nowMs }: Budget): Budgeted {
  const until = nowMs() + ms
  let tokensLeft = tokens
  let spent: ModelReply['tokens'] = { in: 0, out: 0 }
  return {
    ...model,
    get spent() {
      return spent
    },
    async complete(request) {
      const timeoutMs = Math.min(request.timeoutMs, until - nowMs())
      const maxTokens = Math.min(request.maxTokens, tokensLeft)
      if (timeoutMs <= 0) throw new ModelUnavailableError('timed-out', `more than ${ms} ms for one request`)
      if (maxTokens <= 0) throw new ModelUnavailableError('cut-off', `more than ${tokens} tokens for one request`)
      const reply = await model.complete({ ...request, timeoutMs, maxTokens })
      tokensLeft -= tokensOf(reply, request)
      spent = { in: spent.in + reply.tokens.in, out: spent.out + reply.tokens.out }
      return reply
    },
  }
}

const CHARACTERS_A_TOKEN = 4

function tokensOf({ tokens, text }: ModelReply, { messages }: ModelRequest): number {
  if (tokens.in + tokens.out > 0) return tokens.in + tokens.out
  const characters = messages.reduce((sum, { content }) => sum + content.length, text.length)
  return Math.ceil(characters / CHARACTERS_A_TOKEN)
}
