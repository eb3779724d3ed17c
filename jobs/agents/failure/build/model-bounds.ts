import { plainSentence } from '../../core/added-sentences.ts'
import type { Diagnosis } from './evidence.ts'

/**
 * What the rules recognise stands, and a model may add a sentence to it; where they recognise nothing, the model
 * says why. The lines are those of the rules, since a model could make some up, and so is the next step: what a log says to
 * do is not passed on.
 */
export function constrainModel(byRules: Diagnosis, byModel: Diagnosis): Diagnosis {
  const cause = plainSentence(byModel.cause)
  if (byRules.kind !== 'unknown') return { ...byRules, cause: together(byRules.cause, cause) }
  if (byModel.kind === 'unknown' || cause === '') return byRules
  return { ...byRules, kind: byModel.kind, cause }
}

function together(known: string, added: string): string {
  return added === '' || known.includes(added) ? known : `${known} ${added}`
}
