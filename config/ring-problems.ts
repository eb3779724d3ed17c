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
