import { SAMPLE_SERVICE } from './defaults.ts'
import { environmentIds } from './name-problems.ts'
import { suggest } from './near.ts'
import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'
import type { Path } from './source.ts'

/** Freezes and an order that name what is not there: each would silently stop nothing, or everything. */
export function gatesProblems(outline: Outline): readonly PathProblem[] {
  const { freezes, order, requireChecks } = outline
  const services = outline.services?.map(({ id }) => id) ?? [SAMPLE_SERVICE]
  const environments = environmentIds(outline)
  const namedIn = (section: 'freezes' | 'requireChecks', rules: Outline['freezes']): readonly PathProblem[] =>
    rules.flatMap((rule, index) => [
      ...rule.services.flatMap((name, at) => unknown(name, services, [section, index, 'services', at], 'service')),
      ...rule.environments.flatMap((name, at) =>
        unknown(name, environments, [section, index, 'environments', at], 'environment'),
      ),
    ])
  const named = [...namedIn('freezes', freezes), ...namedIn('requireChecks', requireChecks)]
  const ordered = order.flatMap((rule, index) => [
    ...unknown(rule.environment, environments, ['order', index, 'environment'], 'environment'),
    ...unknown(rule.after, environments, ['order', index, 'after'], 'environment'),
  ])
  return [...named, ...ordered, ...circles(order)]
}

function unknown(name: string, known: readonly string[], path: Path, what: string): readonly PathProblem[] {
  if (name === '' || known.includes(name)) return []
  return [
    {
      path,
      problem: `'${name}' is not the id of ${what === 'service' ? 'a' : 'an'} ${what}`,
      remedy: suggest(name, known),
    },
  ]
}

/** Where each waits for the other nothing could ever be deployed. */
function circles(order: Outline['order']): readonly PathProblem[] {
  const before = (environment: string): readonly string[] =>
    order.filter((rule) => rule.environment === environment).map(({ after }) => after)
  return order.flatMap(({ environment, after }, index) => {
    const seen = new Set<string>()
    const next = [after]
    for (const one of next) {
      if (one === environment)
        return [
          {
            path: ['order', index, 'after'],
            problem: `${environment} would have to come before itself`,
            remedy: 'Remove one of the rules, so that one environment comes first.',
          },
        ]
      if (!seen.has(one)) next.push(...before(one))
      seen.add(one)
    }
    return []
  })
}
