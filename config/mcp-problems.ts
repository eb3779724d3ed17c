import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'
import { unknownSecret, unknownSecrets } from './targets/unknown-secrets.ts'

/** Their secrets must be there by their names, and no two are called the same. */
export function mcpProblems(outline: Outline): readonly PathProblem[] {
  const { servers } = outline.mcp
  return servers.flatMap(({ name, token, secretsFrom }, index) => {
    const path = ['mcp', 'servers', index]
    const isTwice = name !== '' && servers.findIndex((other) => other.name === name) < index
    return [
      ...(isTwice
        ? [{ path: [...path, 'name'], problem: `there is another server '${name}'`, remedy: 'Rename one.' }]
        : []),
      ...(token === '' ? [] : unknownSecret(token, outline, [...path, 'token'])),
      ...unknownSecrets(secretsFrom, outline, path),
    ]
  })
}
