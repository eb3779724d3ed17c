import type { Logger } from 'pino'
import type { Config } from '../../../config/config.ts'
import { intentNamed } from '../../../intents/catalog.ts'
import { readIntentsForModels } from '../../../intents/for-models.ts'
import { estimatedTokens, orEstimated } from '../../../notation/tokens/estimate.ts'
import { createInstalledTokenizers } from '../../../notation/tokens/installed-tokenizers.ts'
import { createModelReader, type ModelReader } from '../../conversation/model/model-reader.ts'
import type { Catalog } from '../../domain/catalog.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { type AccountOfCalls, createAccountOfCalls } from '../../llm/account-of-calls.ts'
import { type PromptEncoder, promptEncoder } from '../../llm/prompt-encoder.ts'
import { systemClock } from '../../ports/clock.ts'
import type { EventLog } from '../../ports/event-store.ts'
import type { ModelsByUse } from '../../ports/language-model.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { Tracing } from '../../ports/tracing.ts'
import { createModels } from './models.ts'

export interface Language {
  readonly models: ModelsByUse
  readonly prompts: PromptEncoder
  /** Left out when no model is configured for it. */
  readonly reader?: ModelReader
  /** Of every call of a model. */
  readonly account: AccountOfCalls
}

export interface LanguageParts {
  readonly config: Config
  readonly store: Pick<EventLog<ShipmateEvent>, 'append'>
  readonly catalog: Catalog
  readonly metrics: Metrics
  readonly tracing: Tracing
  readonly redact: (text: string) => string
  readonly log: Logger
}

/** The language models that are configured, what is written for them, and the account of what they take. */
export function createLanguage({ config, store, catalog, metrics, tracing, redact, log }: LanguageParts): Language {
  const { notation } = config
  // Where tokenizers are not wanted or not installed, their counts are estimated.
  const tokens = notation.counting === 'tokenizer' ? orEstimated(createInstalledTokenizers()) : estimatedTokens
  const account = createAccountOfCalls({ store, metrics, tokens, clock: systemClock, log })
  const models = createModels(config, account, metrics, tracing)
  const prompts = promptEncoder({ input: notation.input, redact })
  const { conversation: model } = models
  const reading = { catalog, slotsOf: intentNamed, clock: systemClock, redact, log, prompts }
  return {
    models,
    prompts,
    account,
    ...(model && { reader: createModelReader({ ...reading, intents: readIntentsForModels(), model }) }),
  }
}
