import { DEFAULT_ENVIRONMENTS } from './defaults.ts'
import { suggest } from './near.ts'
import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'
import type { Path } from './source.ts'

interface Named {
  readonly name: string
  readonly path: Path
}

/** Names people use must each mean one thing, over services, environments and rings, ids and aliases alike. */
export function nameProblems({ services = [], environments = [], rings }: Outline): readonly PathProblem[] {
  const names = [...namesOf('services', services), ...namesOf('environments', environments), ...namesOf('rings', rings)]
  return repeated(names, ({ name }) => name.trim().toLowerCase()).map(([again, first]) => ({
    path: again.path,
    problem: `'${again.name}' is already the name of ${first.path.slice(0, 2).map(String).join('.')}`,
    remedy: 'Choose another name, so that people can say which they mean.',
  }))
}

/** Every public port serves one thing. */
export function portProblems({ http, slack, services = [] }: Outline): readonly PathProblem[] {
  const ports = [
    { port: http.port, path: ['http', 'port'] },
    { port: http.grpcPort, path: ['http', 'grpcPort'] },
    ...(slack !== undefined && (slack.clientId !== '' || (slack.signingSecret !== '' && slack.appToken === ''))
      ? [{ port: slack.port, path: ['slack', 'port'] }]
      : []),
    ...services.flatMap(({ environments }, index) =>
      Object.entries(environments).map(([id, { port }]) => ({
        port,
        path: ['services', index, 'environments', id, 'port'],
      })),
    ),
  ]
  return repeated(ports, ({ port }) => String(port || '')).map(([again, first]) => ({
    path: again.path,
    problem: `port ${again.port} is already used by ${first.path.map(String).join('.')}`,
    remedy: 'Choose a free port.',
  }))
}

/** A service can only be where there is an environment. */
export function placeProblems(outline: Outline): readonly PathProblem[] {
  const known = environmentIds(outline)
  return (outline.services ?? []).flatMap(({ environments }, index) =>
    Object.keys(environments)
      .filter((id) => !known.includes(id))
      .map((id) => ({
        path: ['services', index, 'environments', id],
        problem: `'${id}' is not an environment`,
        remedy: `${suggest(id, known)} Environments are declared under environments:.`,
      })),
  )
}

export function environmentIds({ environments }: Outline): readonly string[] {
  return (environments ?? DEFAULT_ENVIRONMENTS).map(({ id }) => id)
}

function namesOf(section: string, things: readonly { readonly id: string; readonly aliases: readonly string[] }[]) {
  return things.flatMap(({ id, aliases }, index): readonly Named[] => [
    { name: id, path: [section, index, 'id'] },
    ...aliases.map((name, at) => ({ name, path: [section, index, 'aliases', at] })),
  ])
}

/** Each item whose key an earlier one has, with that one. Items without a key are left out. */
function repeated<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly [Item, Item])[] {
  const first = new Map<string, Item>()
  return items.flatMap((item) => {
    const key = keyOf(item)
    const earlier = first.get(key)
    if (key !== '' && earlier === undefined) first.set(key, item)
    return key !== '' && earlier !== undefined ? [[item, earlier] as const] : []
  })
}
