import { plainSentence } from '../added-sentences.ts'
import type { Diagnosis } from './evidence.ts'

/**
 * What the rules recognise stands, and a model may add a sentence to it; where they recognise nothing, the model's answer
 * counts. The lines are those of the rules: a model could make some up.
 */
export function bounded(byRules: Diagnosis, byModel: Diagnosis): Diagnosis {
  const cause = plainSentence(byModel.cause)
  const nextStep = plainSentence(byModel.nextStep)
  if (byRules.kind !== 'unknown') return { ...byRules, cause: together(byRules.cause, cause) }
  if (byModel.kind === 'unknown' || cause === '') return byRules
  return { kind: byModel.kind, cause, nextStep: nextStep || byRules.nextStep, lines: byRules.lines }
}

function together(known: string, added: string): string {
  return added === '' || known.includes(added) ? known : `${known} ${added}`
}
