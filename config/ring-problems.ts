import type { Outline } from './outline.ts'
import { expected, type PathProblem } from './schema-problems.ts'
import type { Path } from './source.ts'

/** What a service needs depends on where it runs. */
export function deployProblems({ services = [], inventory, environments = [] }: Outline): readonly PathProblem[] {
  const rings = new Set(environments.filter(({ ring }) => ring).map(({ id }) => id))
  return services.flatMap((service, index) => {
    const path: Path = ['services', index]
    const places = Object.entries(service.environments)
    if (service.deploy.kind === 'inventory')
      return [
        ...(inventory ? [] : [noInventory([...path, 'deploy', 'kind'])]),
        ...places
          .filter(([id]) => environments.some((one) => one.id === id) && !rings.has(id))
          .map(([id]) => noRing([...path, 'environments', id], id)),
      ]
    if (service.deploy.kind !== 'local') return []
    return [
      ...(service.start === undefined ? [missing([...path, 'start'])] : []),
      ...places.flatMap(([id, { port }]) =>
        rings.has(id)
          ? [localRing([...path, 'environments', id], id)]
          : port === 0
            ? [missing([...path, 'environments', id, 'port'])]
            : [],
      ),
    ]
  })
}

/** The policy must speak of what there is, and cannot permit what nobody knows how to do. */
export function policyProblems({ inventory, environments = [] }: Outline): readonly PathProblem[] {
  const rings = environments.filter(({ ring }) => ring).map(({ id }) => id)
  return (inventory?.policy ?? []).flatMap((line, index) => {
    const path: Path = ['inventory', 'policy', index]
    const unknown = line.kinds.includes('unknown') && line.do !== 'escalate' && line.do !== ''
    return [
      ...(unknown ? [unknownIsForPeople([...path, 'kinds'])] : []),
      ...line.rings.flatMap((ring, at) => (rings.includes(ring) ? [] : [notARing([...path, 'rings', at], ring)])),
    ]
  })
}

function missing(path: Path): PathProblem {
  return { path, problem: 'is missing', remedy: expected(path) }
}

function noInventory(path: Path): PathProblem {
  return {
    path,
    problem: 'there is no inventory',
    remedy: 'Say where it is under inventory:, or use deploy.kind local.',
  }
}

function noRing(path: Path, id: string): PathProblem {
  const remedy = `Add ring: true to ${id} under environments:, or deploy the service to rings only.`
  return { path, problem: `'${id}' is no ring of devices`, remedy }
}

function localRing(path: Path, id: string): PathProblem {
  const remedy = 'Set deploy: { kind: inventory } for the service, or name another environment.'
  return { path, problem: `'${id}' is a ring of devices, and the service runs on this machine`, remedy }
}

function unknownIsForPeople(path: Path): PathProblem {
  return {
    path,
    problem: 'nobody knows what fixes an `unknown` drift',
    remedy: 'Leave unknown out of this line: it is always left to people.',
  }
}

function notARing(path: Path, ring: string): PathProblem {
  return { path, problem: `'${ring}' is no ring`, remedy: 'Rings are environments with ring: true.' }
}
