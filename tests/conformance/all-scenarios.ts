import type { Scenario } from './scenario.ts'
import { approvals } from './scenarios/approvals.ts'
import { asking } from './scenarios/asking.ts'
import { badDays } from './scenarios/bad-days.ts'
import { deployments } from './scenarios/deployments.ts'
import { questions } from './scenarios/questions.ts'
import { restarts } from './scenarios/restarts.ts'
import { wordsThatChange } from './scenarios/words-that-change.ts'

/** Every scenario, in the order of the table. They stand in files by subject, since one would have thousands of lines. */
export const SCENARIOS: Readonly<Record<string, readonly Scenario[]>> = {
  'Asking and answering': asking,
  'Questions and confirmations': questions,
  Approvals: approvals,
  Deployments: deployments,
  'Words that change, come again or are nobody’s': wordsThatChange,
  'Bad days': badDays,
  Restarts: restarts,
}
