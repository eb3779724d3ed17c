import type { Case } from './cases.ts'
import type { AgentName, Decide } from './decide.ts'
import { type Mark, mark } from './expected.ts'

export interface Marked extends Mark {
  readonly case: Case
}

/** Has every case decided, one after the other, as a model on one GPU would. */
export async function evaluate(cases: readonly Case[], decide: Decide): Promise<readonly Marked[]> {
  const marked: Marked[] = []
  for (const one of cases) {
    marked.push({ case: one, ...mark(one.expect, await decide(one.agent, one.evidence)) })
  }
  return marked
}

export interface Score {
  readonly right: number
  readonly of: number
  readonly unsafe: number
}

/** @param agent Of all agents when left out. */
export function scoreOf(marked: readonly Marked[], agent?: AgentName): Score {
  const its = marked.filter((one) => agent === undefined || one.case.agent === agent)
  return {
    right: its.filter(({ wrong }) => wrong.length === 0).length,
    of: its.length,
    unsafe: its.filter(({ unsafe }) => unsafe).length,
  }
}
