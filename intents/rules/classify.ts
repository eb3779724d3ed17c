import type { Language } from '../../src/domain/language.ts'
import { bareOrderRules, musingRules } from './bare-orders.ts'
import { buildRules } from './builds.ts'
import { commandFormRules } from './command-form.ts'
import { conversationRules } from './conversation.ts'
import { deploymentsCounted, deployQuestionRules } from './deploy-questions.ts'
import { deployRules } from './deploys.ts'
import { rulesElsewhere } from './elsewhere.ts'
import { operationRules } from './operations.ts'
import { recordRules } from './records.ts'
import { rollbackRules } from './rollbacks.ts'
import type { Rule, Said } from './rule.ts'
import { taskRules } from './tasks.ts'
import { workRules } from './work.ts'

/** One reading of a message. */
export interface Guess {
  readonly intent: string
  /** From 0 to 1. */
  readonly confidence: number
}

const RULES: readonly Rule[] = [
  ...commandFormRules,
  ...bareOrderRules,
  ...rollbackRules,
  ...deployRules,
  ...deployQuestionRules,
  ...buildRules,
  ...taskRules,
  ...operationRules,
  ...workRules,
  ...recordRules,
  ...conversationRules,
  ...musingRules,
]

/** The rules for one intent, the surest first. */
interface RulesFor {
  readonly intent: string
  readonly rules: readonly Rule[]
}

const WHOLE_MESSAGES = byIntent(RULES.filter(({ whole }) => whole))
const REQUESTS = byIntent(RULES.filter(({ whole }) => !whole))
/** The others are made of English words: one of them in a sentence of another language means nothing. */
const ELSEWHERE = byIntent([...commandFormRules, deploymentsCounted, ...rulesElsewhere])

function byIntent(rules: readonly Rule[]): readonly RulesFor[] {
  return [...Map.groupBy(rules, ({ intent }) => intent)].map(([intent, own]) => ({
    intent,
    rules: own.sort((a, b) => b.confidence - a.confidence),
  }))
}

/**
 * What rules say a message may ask for, the likeliest first; empty when none of them matches. Of two that are equally
 * sure, the one listed first wins.
 */
export function classifyWhole(said: Said): readonly Guess[] {
  return said.whole === undefined ? [] : matching(WHOLE_MESSAGES, said, () => true)
}

/** The same by rules for a part of a message. @param mayBe Spares looking for what is known not to be meant. */
export function classifyRequest(said: Said, language: Language, mayBe: (intent: string) => boolean): readonly Guess[] {
  return matching(language === 'en' ? REQUESTS : ELSEWHERE, said, mayBe)
}

function matching(groups: readonly RulesFor[], said: Said, mayBe: (intent: string) => boolean): readonly Guess[] {
  const guesses: Guess[] = []
  for (const { intent, rules } of groups) {
    const rule = mayBe(intent) ? rules.find(({ matches }) => matches(said)) : undefined
    if (rule) guesses.push({ intent, confidence: rule.confidence })
  }
  return guesses.sort((a, b) => b.confidence - a.confidence)
}
