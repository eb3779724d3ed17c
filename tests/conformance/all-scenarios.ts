import type { Scenario } from './scenario.ts'
import { approvals } from './scenarios/approvals.ts'
import { asking } from './scenarios/asking.ts'
import { questions } from './scenarios/questions.ts'
import { wordsThatChange } from './scenarios/words-that-change.ts'

/** Every scenario, in the order of the table. They stand in files by subject, since one would have thousands of lines. */
export const SCENARIOS: Readonly<Record<string, readonly Scenario[]>> = {
  'Asking and answering': asking,
  'Questions and confirmations': questions,
  Approvals: approvals,
  'Words that change, come again or are nobody’s': wordsThatChange,
}
