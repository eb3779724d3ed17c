import type { StepDefinition } from '../../src/domain/workflows/definition.ts'
import { suggest } from '../near.ts'
import type { Found } from './found.ts'

/** Steps with one name, needs that are no steps, and steps that need each other. */
export function needsProblems(steps: readonly StepDefinition[]): readonly Found[] {
  const ids = steps.map(({ id }) => id)
  const named = steps.flatMap((step, index) => [...twice(step, index, ids), ...unknownNeeds(step, index, ids)])
  return named.length > 0 ? named : cycles(steps)
}

function twice({ id }: StepDefinition, index: number, ids: readonly string[]): readonly Found[] {
  if (ids.indexOf(id) === index) return []
  return [{ path: ['steps', index, 'id'], problem: `there is a step '${id}' already`, remedy: 'Choose another name.' }]
}

function unknownNeeds({ id, needs }: StepDefinition, index: number, ids: readonly string[]): readonly Found[] {
  return needs.flatMap((need, at): readonly Found[] => {
    const path = ['steps', index, 'needs', at]
    if (need === id) return [{ path, problem: `'${id}' needs itself, so it never starts`, remedy: 'Remove it.' }]
    return ids.includes(need) ? [] : [{ path, problem: `there is no step '${need}'`, remedy: suggest(need, ids) }]
  })
}

/** The first circle of steps that wait for each other. */
function cycles(steps: readonly StepDefinition[]): readonly Found[] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const finished = new Set<string>()
  const circleFrom = (id: string, path: readonly string[]): readonly string[] | undefined => {
    const begins = path.indexOf(id)
    if (begins >= 0) return [...path.slice(begins), id]
    if (finished.has(id)) return undefined
    for (const need of byId.get(id)?.needs ?? []) {
      const circle = circleFrom(need, [...path, id])
      if (circle) return circle
    }
    finished.add(id)
    return undefined
  }
  for (const { id } of steps) {
    const circle = circleFrom(id, [])
    if (!circle) continue
    const index = steps.findIndex((step) => step.id === circle[0])
    const problem = `steps wait for each other: ${circle.join(' needs ')}`
    return [
      { path: ['steps', index, 'needs'], problem, remedy: 'Remove one of these needs; none of them ever starts.' },
    ]
  }
  return []
}
