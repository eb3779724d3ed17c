import { EVERY_RING, NEXT_RING } from '../src/domain/ring.ts'
import { environmentIds } from './name-problems.ts'
import { suggest } from './near.ts'
import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'
import type { Path } from './source.ts'

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

/** With more of them a plan could not be drawn. */
const MOST_IN_RINGS = 25

/** Rings of environments name what there is, each once, and in no other order than `order` says. */
export function ringProblems(outline: Outline): readonly PathProblem[] {
  const { rings } = outline
  const count = rings.reduce((sum, ring) => sum + ring.environments.length, 0)
  return [
    ...rings.flatMap(reserved),
    ...rings.flatMap((ring, index) => ring.environments.flatMap((name, at) => placeProblem(outline, index, name, at))),
    ...(count > MOST_IN_RINGS ? [tooMany(count)] : []),
  ]
}

function placeProblem(outline: Outline, index: number, name: string, at: number): readonly PathProblem[] {
  const path: Path = ['rings', index, 'environments', at]
  if (name === '') return []
  const known = environmentIds(outline)
  if (!known.includes(name))
    return [{ path, problem: `'${name}' is not the id of an environment`, remedy: suggest(name, known) }]
  if (outline.environments?.some(({ id, ring }) => id === name && ring))
    return [{ path, problem: `'${name}' is a ring of devices itself`, remedy: 'Remove it from rings:.' }]
  const all = outline.rings.flatMap((ring, ringIndex) =>
    ring.environments.map((environment, place) => ({ environment, ring: ring.id, ringIndex, place })),
  )
  const here = all.findIndex(({ ringIndex, place }) => ringIndex === index && place === at)
  const earlier = all.slice(0, here).find(({ environment }) => environment === name)
  if (earlier)
    return [{ path, problem: `'${name}' is in the ring ${earlier.ring} already`, remedy: 'Leave it in one ring.' }]
  const { after } = outline.order.find((rule) => rule.environment === name && isLater(rule.after)) ?? {}
  function isLater(environment: string): boolean {
    return all.slice(here + 1).some((one) => one.environment === environment)
  }
  if (after === undefined) return []
  return [
    {
      path,
      problem: `'${name}' comes before '${after}' here, and after it by order:`,
      remedy: 'Change one of the two, or no release would ever get past it.',
    },
  ]
}

function reserved({ id, aliases }: Outline['rings'][number], index: number): readonly PathProblem[] {
  const names = [
    { name: id, path: ['rings', index, 'id'] },
    ...aliases.map((name, at) => ({ name, path: ['rings', index, 'aliases', at] })),
  ]
  return names
    .filter(({ name }) => [EVERY_RING, NEXT_RING].includes(name.trim().toLowerCase().replaceAll(' ', '-')))
    .map(({ name, path }) => ({
      path,
      problem: `'${name}' is a word of Shipmate for all rings or for the next one`,
      remedy: 'Choose another name.',
    }))
}

function tooMany(count: number): PathProblem {
  return {
    path: ['rings'],
    problem: `${count} environments are in rings, and at most ${MOST_IN_RINGS} may be, all rings together`,
    remedy: 'Leave some out of rings:, or deploy to those by a workflow.',
  }
}
