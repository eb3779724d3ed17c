import type { Scenario } from './scenario.ts'
import { approvals } from './scenarios/approvals.ts'
import { asking } from './scenarios/asking.ts'
import { badDays } from './scenarios/bad-days.ts'
import { deployments } from './scenarios/deployments.ts'
import { people } from './scenarios/people.ts'
import { questions } from './scenarios/questions.ts'
import { restarts } from './scenarios/restarts.ts'
import { surfaces } from './scenarios/surfaces.ts'
import { wordsThatChange } from './scenarios/words-that-change.ts'

type BySubject = Readonly<Record<string, readonly Scenario[]>>

/** In the order of the table. They stand in files by subject, since one would have thousands of lines. */
export const SCENARIOS: BySubject = {
  'Asking and answering': asking,
  'Questions and confirmations': questions,
  Approvals: approvals,
  Deployments: deployments,
  'People, languages and accounts': people,
  'Surfaces and sizes': surfaces,
  'Words that change, come again or are nobody’s': wordsThatChange,
  'Bad days': badDays,
  Restarts: restarts,
}
