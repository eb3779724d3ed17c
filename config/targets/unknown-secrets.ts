import { suggest } from '../near.ts'
import type { Outline } from '../outline.ts'
import type { PathProblem } from '../schema-problems.ts'
import type { Path } from '../source.ts'

/** What is no name may be the secret itself, which no sentence repeats. */
const NAME = /^[A-Za-z_]\w{0,39}$/

/** Every name of a secret must be one of those there are. */
export function unknownSecrets(
  secretsFrom: Readonly<Record<string, string>>,
  outline: Outline,
  path: Path,
): readonly PathProblem[] {
  return Object.entries(secretsFrom).flatMap(([variable, secret]) =>
    unknownSecret(secret, outline, [...path, 'secretsFrom', variable]),
  )
}

export function unknownSecret(secret: string, { secrets }: Outline, path: Path): readonly PathProblem[] {
  return secrets.includes(secret) ? [] : [unknownSecretAmong(secret, secrets, path)]
}

/** @param secrets The names that there are. */
export function unknownSecretAmong(secret: string, secrets: readonly string[], path: Path): PathProblem {
  if (!NAME.test(secret))
    return {
      path,
      problem: 'is no name of a secret',
      remedy: 'Write the name here, and the value under secrets:, from a variable.',
    }
  const remedy =
    secrets.length > 0 ? suggest(secret, secrets) : 'Add it under secrets:, with its value from a variable.'
  return { path, problem: `there is no secret '${secret}'`, remedy }
}
