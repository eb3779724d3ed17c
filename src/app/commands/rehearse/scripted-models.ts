import type { Logger } from 'pino'
import { createScriptedModel } from '../../../../adapters/rehearsal/scripted-model.ts'
import type { Config } from '../../../../config/config.ts'
import { intentNamed } from '../../../../intents/catalog.ts'
import { readIntentsForModels } from '../../../../intents/for-models.ts'
import { createModelReader, type ModelReader } from '../../../conversation/model/model-reader.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { LanguageModel } from '../../../ports/language-model.ts'
import { catalogFrom } from '../../wiring/configured.ts'
import type { Transcript } from './transcript.ts'

/** Answers as a transcript says. */
export function scriptedModel({ name, answers }: NonNullable<Transcript['model']>, clock: Clock): LanguageModel {
  const script = answers.map(({ after, looksInto, ...answer }) => ({
    ...answer,
    looksInto: looksInto.map(({ after: later, ...step }) => ({ ...step, afterMs: later })),
    afterMs: after,
  }))
  return createScriptedModel(name, script, clock)
}

/** What reads messages with a model. */
export function readerWith(
  model: LanguageModel,
  config: Config,
  clock: Clock,
  redact: (text: string) => string,
  log: Logger,
): ModelReader {
  return createModelReader({
    model,
    catalog: catalogFrom(config),
    slotsOf: intentNamed,
    intents: readIntentsForModels(),
    clock,
    redact,
    log,
  })
}
