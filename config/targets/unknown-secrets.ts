import { suggest } from '../near.ts'
import type { Outline } from '../outline.ts'
import type { PathProblem } from '../schema-problems.ts'
import type { Path } from '../source.ts'

/** Every name of a secret must be one of those there are. */
export function unknownSecrets(
  secretsFrom: Readonly<Record<string, string>>,
  { secrets }: Outline,
  path: Path,
): readonly PathProblem[] {
  return Object.entries(secretsFrom)
    .filter(([, secret]) => !secrets.includes(secret))
    .map(([variable, secret]) => ({
      path: [...path, 'secretsFrom', variable],
      problem: `there is no secret '${secret}'`,
      remedy: secrets.length > 0 ? suggest(secret, secrets) : 'Add it under secrets:, with its value from a variable.',
    }))
}
