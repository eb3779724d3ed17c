import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { measureUse } from '../../notation/tokens/saving.ts'
import type { TokenCounter, TokenModel } from '../../notation/tokens/token-counter.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { modelCallStream } from '../domain/model-use.ts'
import type { Clock } from '../ports/clock.ts'
import type { EventLog } from '../ports/event-store.ts'
import type { ModelMessage, ModelReply } from '../ports/language-model.ts'
import type { Metrics } from '../ports/metrics.ts'
import type { CallEnd, ModelCall, ModelCalls } from '../ports/model-call.ts'

export interface AccountParts {
  readonly store: Pick<EventLog<ShipmateEvent>, 'append'>
  readonly metrics: Metrics
  readonly tokens: TokenCounter
  readonly clock: Clock
  readonly log: Logger
}

export interface AccountOfCalls extends ModelCalls {
  /** Resolves when everything told so far is written down. */
  settled(): Promise<void>
}

/**
 * Keeps account of what models do: a log line and metrics for every call, and an event with its tokens for every answer,
 * from which the figures of a day are folded. Nobody waits for it, and a figure that cannot be written is only a figure.
 */
export function createAccountOfCalls(parts: AccountParts): AccountOfCalls {
  const open = new Set<Promise<void>>()
  return {
    ended(call) {
      measure(parts.metrics, call)
      note(parts.log, call)
      if (call.ended.kind !== 'answered') return
      const written = writeDown(parts, call, call.ended)
        .catch((error: unknown) =>
          parts.log.warn({ err: error, model: call.model }, 'the tokens of a call were not recorded'),
        )
        .finally(() => open.delete(written))
      open.add(written)
    },
    unusable: ({ use, model }) => parts.metrics.add('modelUnusable', { use, model }),
    async settled() {
      await Promise.all(open)
    },
  }
}

type Answered = Extract<CallEnd, { kind: 'answered' }>

function measure(metrics: Metrics, { use, model, ms, ended }: ModelCall): void {
  const labels = { use, model }
  metrics.add('modelCalls', { ...labels, outcome: ended.kind === 'failed' ? ended.failure : 'answered' })
  metrics.observe('modelSeconds', labels, ms / 1_000)
  if (ended.kind === 'failed') {
    if (ended.next !== undefined) metrics.add('modelFallbacks', { ...labels, to: ended.next })
    return
  }
  if (ended.reply.firstTextMs !== undefined) metrics.observe('modelFirstText', labels, ended.reply.firstTextMs / 1_000)
}

function note(log: Logger, { ended, ...call }: ModelCall): void {
  if (ended.kind === 'answered') {
    const { tokens, firstTextMs } = ended.reply
    log.info({ ...call, tokens, firstTextMs }, 'a model answered')
  } else {
    const { failure, next, error } = ended
    log.warn({ ...call, failure, next, err: error }, 'a model failed')
  }
}

async function writeDown(
  { store, metrics, tokens, clock }: AccountParts,
  { use, model, ms, correlationId }: ModelCall,
  { reply, messages }: Answered,
): Promise<void> {
  const at = clock.now()
  const id = randomUUID()
  const cost = await costOf(reply, messages, tokens)
  metrics.add('modelTokens', { use, model, direction: 'in' }, cost.tokensIn)
  metrics.add('modelTokens', { use, model, direction: 'out' }, cost.tokensOut)
  metrics.add('modelTokensSaved', { use, model }, cost.tokensAsJson - cost.tokensIn)
  await store.append({
    streams: [
      {
        stream: modelCallStream(id),
        expectedVersion: 0,
        bodies: [{ type: 'model.answered', use, model: reply.model, ms, ...cost }],
      },
    ],
    correlationId: correlationId ?? id,
    actor: 'language-model',
    at,
  })
}

/** The provider's own count of what went in, where it has one; what JSON would have cost on top is reckoned. */
async function costOf({ tokens, model }: ModelReply, messages: readonly ModelMessage[], counter: TokenCounter) {
  const parts = messages.map(({ content, asJson }) => ({
    written: content,
    ...(asJson !== undefined && { json: asJson }),
  }))
  const isKnown = tokens.in > 0 && parts.every(({ json }) => json === undefined)
  const reckoned = isKnown ? { tokensIn: tokens.in, saved: 0 } : await measureUse(parts, familyOf(model), counter)
  const tokensIn = tokens.in > 0 ? tokens.in : reckoned.tokensIn
  return { tokensIn, tokensOut: tokens.out, tokensAsJson: tokensIn + reckoned.saved }
}

/** Only the difference between two ways of writing is reckoned, so a tokenizer that is near will do. */
function familyOf(model: string): TokenModel {
  return /\bqw(?:en|q)/i.test(model) ? 'qwen3' : 'o200k'
}
