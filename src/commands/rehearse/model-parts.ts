import type { Logger } from 'pino'
import { createScriptedModel } from '../../../adapters/rehearsal/scripted-model.ts'
import type { Config } from '../../../config/config.ts'
import { intentNamed } from '../../../intents/catalog.ts'
import { encode } from '../../../notation/encode/encode.ts'
import { legend } from '../../../notation/prompt/legend.ts'
import { catalogFrom } from '../../configured.ts'
import { createModelReader, type ModelReader } from '../../conversation/model/model-reader.ts'
import type { AnsweringModel } from '../../conversation/parts.ts'
import type { Clock } from '../../ports/clock.ts'
import type { LanguageModel } from '../../ports/language-model.ts'
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

/** The two uses a conversation has for a model: reading messages, and answering open questions. */
export function modelParts(
  model: LanguageModel,
  config: Config,
  clock: Clock,
  redact: (text: string) => string,
  log: Logger,
): { readonly reader: ModelReader; readonly answering: AnsweringModel } {
  return {
    reader: createModelReader({ model, catalog: catalogFrom(config), slotsOf: intentNamed, clock, redact, log }),
    answering: { model, encode, legend: legend('prompt') },
  }
}
