import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'
import type { Path } from './source.ts'
import { unknownSecret } from './targets/unknown-secrets.ts'

/** A token and a key must be there by their names, and go over what they are made for. */
export function sourceProblems(outline: Outline): readonly PathProblem[] {
  return (outline.services ?? []).flatMap(({ repository, source: { token, key } }, index) => {
    const path: Path = ['services', index, 'source']
    return [
      ...(token === '' ? [] : tokenProblems(token, repository, outline, [...path, 'token'])),
      ...(key === '' ? [] : keyProblems(key, repository, outline, [...path, 'key'])),
    ]
  })
}

function tokenProblems(token: string, repository: string, outline: Outline, path: Path): readonly PathProblem[] {
  if (!repository.startsWith('https://'))
    return [{ path, problem: 'needs a repository by https://', remedy: 'Write its https URL, or use a key for ssh.' }]
  return unknownSecret(token, outline, path)
}

function keyProblems(key: string, repository: string, outline: Outline, path: Path): readonly PathProblem[] {
  const isSsh = repository.startsWith('ssh://') || /^[\w.-]+@[\w.-]+:/.test(repository)
  if (!isSsh)
    return [
      { path, problem: 'needs a repository by ssh', remedy: 'Write it as git@host:path, or use a token for https.' },
    ]
  return unknownSecret(key, outline, path)
}
