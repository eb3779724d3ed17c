import type { ConfigProblem } from './problem.ts'
import type { Path, Source } from './source.ts'
import type { Environment } from './variables.ts'

/** `${NAME}`; written `$${NAME}` it stands for itself. */
const REFERENCE = /\$(\$?)\{([A-Za-z_][A-Za-z0-9_]*)\}/g

/** Names of variables whose values are kept out of logs wherever they are used. */
const SECRET_NAME = /TOKEN|SECRET|PASSW|KEY|CREDENTIAL/i

export interface Interpolated {
  readonly value: unknown
  readonly problems: readonly (ConfigProblem & { readonly path: Path })[]
  /** Values of the variables whose names say that they are secret. */
  readonly secrets: readonly string[]
  /** By value, the variable that each came from. */
  readonly names: ReadonlyMap<string, string>
}

/** Puts environment variables in the place of their names, in every text of the settings. Parts left empty are removed. */
export function interpolate(source: Source, env: Environment): Interpolated {
  const problems: (ConfigProblem & { path: Path })[] = []
  const secrets: string[] = []
  const names = new Map<string, string>()

  function fill(value: unknown, path: Path): unknown {
    if (typeof value === 'string') return fillText(value, path)
    if (Array.isArray(value)) return value.map((item, index) => fill(item, [...path, index]))
    if (value === null || typeof value !== 'object') return value
    const kept = Object.entries(value).filter(([, part]) => part !== null)
    return Object.fromEntries(kept.map(([key, part]) => [key, fill(part, [...path, key])]))
  }

  function fillText(text: string, path: Path): string {
    return text.replace(REFERENCE, (whole, escaped: string, name: string) => {
      if (escaped !== '') return whole.slice(1)
      const value = env[name]
      if (value === undefined || value === '') {
        problems.push({ ...unset(name), ...source.locate(path), key: path.map(String).join('.'), path })
        return whole
      }
      names.set(value, name)
      if (SECRET_NAME.test(name)) secrets.push(value)
      return value
    })
  }

  return { value: fill(source.value, []), problems, secrets, names }
}

function unset(name: string): Pick<ConfigProblem, 'problem' | 'remedy'> {
  return {
    problem: `the environment variable ${name} is not set`,
    remedy: `Set ${name}, or remove this line. (To mean the text itself, write $\${${name}}.)`,
  }
}
