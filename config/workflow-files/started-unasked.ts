import { isReported } from '../../src/domain/reported-inputs.ts'
import type { InputDefinition, WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { unapprovedSteps } from '../../src/domain/workflows/unapproved-steps.ts'
import { suggest } from '../near.ts'
import type { Path } from '../source.ts'
import type { Found } from './found.ts'
import type { Known } from './known.ts'

/* What holds for every start that no person asks for: a moment of a schedule, and a report of a host. */

/** Nobody is there to be asked for an input. @param by What starts it: `the schedule`. */
export function unsaidInputs(
  { inputs }: WorkflowDefinition,
  given: Readonly<Record<string, string>>,
  path: Path,
  by: string,
): readonly Found[] {
  const known = Object.keys(inputs)
  const odd = Object.keys(given).filter((name) => !known.includes(name))
  const missing = known.filter((name) => !Object.hasOwn(given, name) && inputs[name]?.default === undefined)
  return [
    ...odd.map((name) => ({
      path: [...path, 'with', name],
      problem: `there is no input '${name}'`,
      remedy: suggest(name, known),
    })),
    ...missing.map((name) => ({
      path,
      problem: `nobody says the input '${name}' then`,
      remedy: `Add with: { ${name}: … } to ${by}, or a default to the input.`,
    })),
  ]
}

/** Values that an input cannot have, as far as they are known before a start. */
export function impossibleInputs(
  { inputs }: WorkflowDefinition,
  given: Readonly<Record<string, string>>,
  path: Path,
  known: Known,
): readonly Found[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const among = amongWhich(inputs[name], known)
    if (among === undefined || isReported(value) || among.includes(value)) return []
    return [{ path: [...path, 'with', name], problem: `'${value}' is not one of them`, remedy: suggest(value, among) }]
  })
}

/** Undefined where it may be any text. */
function amongWhich(input: InputDefinition | undefined, known: Known): readonly string[] | undefined {
  if (input?.type === 'service') return known.services
  if (input?.type === 'environment') return known.environments
  return input?.type === 'choice' ? input.options : undefined
}

/** Nobody confirms such a start, so somebody must approve what it changes where a change is confirmed. */
export function unapproved(
  definition: WorkflowDefinition,
  given: Readonly<Record<string, string>>,
  path: Path,
  { harmlessEnvironments }: Known,
): readonly Found[] {
  const steps = unapprovedSteps(definition, given, (environment) => harmlessEnvironments.includes(environment))
  return steps.map(({ id }) => ({
    path,
    problem: `'${id}' changes a protected environment, and nobody confirms what starts by itself`,
    remedy: `Put a step with approval before ${id}.`,
  }))
}
