import type { StepDefinition } from './definition.ts'

/** Every step that must be over before a step starts, itself left out. */
export function before(step: StepDefinition, steps: readonly StepDefinition[]): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [...step.needs]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...(steps.find((one) => one.id === id)?.needs ?? []))
  }
  return found
}
