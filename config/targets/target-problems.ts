import { isOnGithub } from '../code-host-from.ts'
import type { Outline } from '../outline.ts'
import { expected, type PathProblem } from '../schema-problems.ts'
import type { Path } from '../source.ts'
import { unknownSecrets } from './unknown-secrets.ts'

type OutlinedService = NonNullable<Outline['services']>[number]

/** A service in an environment, with what it says of its target. */
interface OutlinedPlace {
  readonly id: string
  readonly place: OutlinedService['environments'][string]
  readonly kind: string
  readonly isRing: boolean
  readonly isDeclared: boolean
  readonly hasInventory: boolean
  readonly isOnGithub: boolean
  readonly service: OutlinedService
  readonly servicePath: Path
  /** Where its kind is chosen. */
  readonly kindPath: Path
}

/** What a service needs depends on where it runs. */
export function targetProblems(outline: Outline): readonly PathProblem[] {
  const { services = [], inventory, environments = [] } = outline
  return services.flatMap((service, index) => {
    const servicePath: Path = ['services', index]
    const secrets = [
      ...unknownSecrets(service.secretsFrom, outline, servicePath),
      ...unknownSecrets(service.target?.secretsFrom ?? {}, outline, [...servicePath, 'target']),
    ]
    const places = Object.entries(service.environments).flatMap(([id, place]) => {
      const declared = environments.find((one) => one.id === id)
      const placePath: Path = place.target ? [...servicePath, 'environments', id] : servicePath
      const own = problemsOf({
        ...{ id, place, service, servicePath },
        kind: place.target?.kind ?? service.target?.kind ?? 'local',
        isRing: declared?.ring ?? false,
        isDeclared: declared !== undefined,
        hasInventory: inventory !== undefined,
        isOnGithub: isOnGithub(service.codeHost?.kind, service.repository, outline),
        kindPath: [...placePath, 'target', 'kind'],
      })
      const path: Path = [...servicePath, 'environments', id]
      return [
        ...own,
        ...unknownSecrets(place.secretsFrom, outline, path),
        ...unknownSecrets(place.target?.secretsFrom ?? {}, outline, [...path, 'target']),
      ]
    })
    return [...secrets, ...places]
  })
}

function problemsOf(at: OutlinedPlace): readonly PathProblem[] {
  const { id, kind, isRing, isDeclared, hasInventory, kindPath } = at
  const path: Path = [...at.servicePath, 'environments', id]
  switch (kind) {
    case '':
      return []
    case 'inventory':
      return [...(hasInventory ? [] : [noInventory(kindPath)]), ...(isDeclared && !isRing ? [noRing(path, id)] : [])]
    case 'github-actions':
      return [...(at.isOnGithub ? [] : [notOnGithub(kindPath)]), ...(isRing ? [notToDevices(path, id)] : [])]
    case 'kubernetes':
      return [...routeProblems(at), ...(isRing ? [notToDevices(path, id)] : [])]
    case 'local':
      return localProblems(at, path)
    default:
      return isRing ? [notToDevices(path, id)] : []
  }
}

function localProblems({ id, isRing, service, servicePath, place }: OutlinedPlace, path: Path): readonly PathProblem[] {
  return [
    ...(service.start === undefined ? [missing([...servicePath, 'start'])] : []),
    ...(isRing ? [notToDevices(path, id)] : place.port === 0 ? [missing([...path, 'port'])] : []),
  ]
}

/** The weights of a route are those of a Service. */
function routeProblems({ place, service, kindPath }: OutlinedPlace): readonly PathProblem[] {
  const target = place.target ?? service.target
  if (target?.route === undefined || target.service !== undefined) return []
  return [
    {
      path: [...kindPath.slice(0, -1), 'route'],
      problem: 'needs `service`, the Service that the HTTPRoute sends requests to',
      remedy: 'Add service: beside it, or remove route: a canary then gets a share of the replicas.',
    },
  ]
}

function missing(path: Path): PathProblem {
  return { path, problem: 'is missing', remedy: expected(path) }
}

function noInventory(path: Path): PathProblem {
  return {
    path,
    problem: 'there is no inventory',
    remedy: 'Say where it is under inventory:, or choose another target.kind.',
  }
}

function notOnGithub(path: Path): PathProblem {
  return {
    path,
    problem: 'the repository of the service is not on GitHub, as far as is known',
    remedy: 'Add codeHost: { kind: github, repository: owner/name } to the service, or choose another target.kind.',
  }
}

function noRing(path: Path, id: string): PathProblem {
  const remedy = `Add ring: true to ${id} under environments:, or deploy the service to rings only.`
  return { path, problem: `'${id}' is no ring of devices`, remedy }
}

function notToDevices(path: Path, id: string): PathProblem {
  const remedy = 'Set target: { kind: inventory } for the service, or name another environment.'
  return { path, problem: `'${id}' is a ring of devices, and the service does not run on devices`, remedy }
}
