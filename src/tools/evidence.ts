import { budgetWords } from '../cards/budget-words.ts'
import type { Place } from '../domain/place.ts'
import type { Commit } from '../domain/release.ts'
import type { Run } from '../domain/run.ts'
import type { BudgetAtPlace } from '../queries/budget-at.ts'
import { en } from '../texts/en/texts.ts'
import { planTitle } from '../texts/plan-words.ts'

/** Where a fact comes from, under an id that an answer can name: `TASK-3`, `TASK-3:12` for a line of its log, `3f2a91c`. */
export interface Evidence {
  readonly id: string
  /** What is found there, in one line. */
  readonly says: string
}

export function ofRun({ task, plan, state, requestedAt }: Run): Evidence {
  return { id: task, says: `${planTitle(plan, en)}: ${state}, asked for at ${moment(requestedAt)}` }
}

export function ofCommit({ sha, subject, author }: Commit): Evidence {
  return { id: sha.slice(0, 7), says: `${subject} (${author})` }
}

/** `2026-03-02 09:00 UTC`. */
export function moment(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`
}

export const budgetId = ({ service, environment }: Place): string => `budget ${service}/${environment}`

export function ofBudget(at: BudgetAtPlace): Evidence {
  return { id: budgetId(at), says: `${budgetWords(at, en)}, since ${moment(at.from)}` }
}
