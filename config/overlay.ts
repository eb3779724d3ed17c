import type { Path, Place } from './source.ts'
import { type Environment, variablesSet } from './variables.ts'

export interface Overlaid {
  readonly value: unknown
  /** The variable a setting comes from; undefined when it comes from the file. */
  placeOf(path: Path): Place | undefined
}

/** Settings with those of the environment put over them. */
export function overlayVariables(value: unknown, env: Environment): Overlaid {
  const set = variablesSet(env)
  return {
    value: set.reduce((settings, { path, value: text }) => withValue(settings, path, text), value),
    placeOf(path) {
      const variable = set.findLast((candidate) => candidate.path.every((step, index) => step === path[index]))
      return variable && { variable: variable.name }
    },
  }
}

/** What is not a map is left as it is: the schema says so better. */
function withValue(settings: unknown, [step, ...rest]: readonly string[], text: string): unknown {
  if (step === undefined) return text
  if (settings === undefined) return { [step]: withValue(undefined, rest, text) }
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings)) return settings
  const inner = Object.entries(settings).find(([key]) => key === step)?.[1]
  return { ...settings, [step]: withValue(inner, rest, text) }
}
