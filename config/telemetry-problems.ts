import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'
import type { Path } from './source.ts'
import { unknownSecret } from './targets/unknown-secrets.ts'

/** Who counts requests must be there: a token by the name of a secret, and a proxy where a service is local. */
export function telemetryProblems(outline: Outline): readonly PathProblem[] {
  return (outline.services ?? []).flatMap((service, index) => {
    const path: Path = ['services', index]
    const places = Object.entries(service.environments).flatMap(([id, { telemetry, target }]) => {
      const placePath: Path = [...path, 'environments', id]
      const kind = target?.kind ?? service.target?.kind ?? 'local'
      const chosen = telemetry ?? service.telemetry
      const chosenAt = [...(telemetry ? placePath : path), 'telemetry', 'kind']
      return [
        ...tokenProblem(telemetry, outline, placePath),
        ...(chosen?.kind === 'proxy' && !['local', ''].includes(kind) ? [noProxy(chosenAt, id)] : []),
      ]
    })
    return [...tokenProblem(service.telemetry, outline, path), ...places]
  })
}

function tokenProblem(
  telemetry: { readonly token: string } | undefined,
  outline: Outline,
  path: Path,
): readonly PathProblem[] {
  if (!telemetry || telemetry.token === '') return []
  return unknownSecret(telemetry.token, outline, [...path, 'telemetry', 'token'])
}

function noProxy(path: Path, id: string): PathProblem {
  return {
    path,
    problem: `no request passes through the proxy of this machine in '${id}'`,
    remedy: 'Choose kind: prometheus or none.',
  }
}
