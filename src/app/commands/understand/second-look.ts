import { randomUUID } from 'node:crypto'
import { type Logger, pino } from 'pino'
import { createLogger } from '../../../../adapters/logging/logger.ts'
import type { Config } from '../../../../config/config.ts'
import { effectOf, intentNamed } from '../../../../intents/catalog.ts'
import { readIntentsForModels } from '../../../../intents/for-models.ts'
import { isWorthAsking } from '../../../conversation/how-sure.ts'
import { createModelReader, type ModelReader } from '../../../conversation/model/model-reader.ts'
import type { Catalog } from '../../../domain/catalog.ts'
import { createRedactor } from '../../../domain/redact.ts'
import type { DialogueContext, Understanding } from '../../../domain/understanding.ts'
import { promptEncoder } from '../../../llm/prompt-encoder.ts'
import { systemClock } from '../../../ports/clock.ts'
import { noopMetrics } from '../../../ports/metrics.ts'
import type { ModelCalls } from '../../../ports/model-call.ts'
import { en } from '../../../texts/en/texts.ts'
import { createModels } from '../../wiring/models.ts'

/** Has a language model look at what was understood, where that is not sure; gives back the better of the two readings. */
export type SecondLook = (
  text: string,
  dialogue: DialogueContext,
  understanding: Understanding,
) => Understanding | Promise<Understanding>

/** Undefined where no language model is configured, and what the rules say is all there is. */
export function secondLookFrom(config: Config, catalog: Catalog): SecondLook | undefined {
  const { conversation } = config.models
  const models = createModels({ models: { conversation, decision: [], summary: [] } }, uncounted, noopMetrics)
  const redact = createRedactor(config.secrets.map((secret) => secret.reveal()))
  return (
    models.conversation &&
    bySecondLook(
      createModelReader({
        model: models.conversation,
        catalog,
        slotsOf: intentNamed,
        intents: readIntentsForModels(),
        clock: systemClock,
        redact,
        log: logFor(config),
        prompts: promptEncoder({ input: config.notation.input, redact }),
      }),
    )
  )
}

function bySecondLook(reader: ModelReader): SecondLook {
  const told = new Set<string>()
  return (text, dialogue, understanding) => {
    if (!isWorthAsking(effectOf, understanding, text)) return understanding
    return look(reader, text, dialogue, understanding, told)
  }
}

/** @param told What standard error has said already: once is enough for a thousand lines. */
async function look(
  reader: ModelReader,
  text: string,
  dialogue: DialogueContext,
  understanding: Understanding,
  told: Set<string>,
): Promise<Understanding> {
  const reading = await reader.read({ text, dialogue, understanding, correlationId: randomUUID() })
  if (reading.kind === 'understood') return reading.understanding
  const sentence = en.conversation.model[reading.why]
  if (!told.has(sentence)) process.stderr.write(`${sentence}\n`)
  told.add(sentence)
  return understanding
}

const uncounted: ModelCalls = { ended() {}, unusable() {} }

/** Standard output is for the answers. */
function logFor({ log: { level, file }, secrets }: Config): Logger {
  if (file === undefined) return pino({ level: 'silent' })
  return createLogger({ level, file, secrets: secrets.map((secret) => secret.reveal()) })
}
