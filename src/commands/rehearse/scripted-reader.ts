import type { Logger } from 'pino'
import { createScriptedModel } from '../../../adapters/rehearsal/scripted-model.ts'
import type { Config } from '../../../config/config.ts'
import { intentNamed } from '../../../intents/catalog.ts'
import { catalogFrom } from '../../configured.ts'
import { createModelReader, type ModelReader } from '../../conversation/model/model-reader.ts'
import type { Clock } from '../../ports/clock.ts'
import { scriptedAnswers } from './scripted-answers.ts'
import type { Transcript } from './transcript.ts'

/** Reads by the answers a transcript gives its model; the rehearsal's transcripts mostly have none. */
export function scriptedReader(
  model: NonNullable<Transcript['model']>,
  config: Config,
  clock: Clock,
  log: Logger,
): ModelReader {
  return createModelReader({
    model: createScriptedModel(model.name, scriptedAnswers(model), clock),
    catalog: catalogFrom(config),
    slotsOf: intentNamed,
    clock,
    redact: (text) => text,
    log,
  })
}
