import type { Reading } from '../reading.ts'
import { buildRules } from './builds.ts'
import { changeRules } from './changes.ts'
import { commandFormRules } from './command-form.ts'
import { conversationRules } from './conversation.ts'
import { deployQuestionRules } from './deploy-questions.ts'
import { deployRules } from './deploys.ts'
import { incidentRules } from './incidents.ts'
import { operationRules } from './operations.ts'
import { rollbackRules } from './rollbacks.ts'
import { type Rule, saidIn } from './rule.ts'
import { taskRules } from './tasks.ts'
import { workRules } from './work.ts'

/** One reading of a message. */
export interface Guess {
  readonly intent: string
  /** From 0 to 1. */
  readonly confidence: number
}

/** Finds what a message may ask for, the likeliest first; empty when it asks for nothing known. */
export type Classifier = (reading: Reading) => readonly Guess[]

const RULES: readonly Rule[] = [
  ...commandFormRules,
  ...rollbackRules,
  ...deployRules,
  ...deployQuestionRules,
  ...buildRules,
  ...taskRules,
  ...changeRules,
  ...incidentRules,
  ...operationRules,
  ...workRules,
  ...conversationRules,
]

/** Classifies by rules alone. Of two that are equally sure, the one listed first wins. */
export const classifyByRules: Classifier = (reading) => {
  const said = saidIn(reading)
  const best = new Map<string, number>()
  for (const { intent, confidence, matches } of RULES) {
    if (confidence > (best.get(intent) ?? 0) && matches(said)) best.set(intent, confidence)
  }
  return [...best].map(([intent, confidence]) => ({ intent, confidence })).sort((a, b) => b.confidence - a.confidence)
}
