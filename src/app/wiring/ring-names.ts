import type { NamedThing } from '../../domain/catalog.ts'
import { EVERY_RING, NEXT_RING, type Ring } from '../../domain/ring.ts'

/** What people call rings of environments, where they may name an environment. */
export function ringNames(rings: readonly Ring[]): readonly NamedThing[] {
  if (rings.length === 0) return []
  return [...rings.map(named), ...SEVERAL]
}

function named({ id, aliases }: Ring): NamedThing {
  const own = [id, ...aliases].filter((name) => !/\b(?:ring|anillo)\b/i.test(name))
  const around = own.flatMap((name) => [`ring ${name}`, `${name} ring`, `anillo ${name}`])
  return { id, aliases: [...aliases, ...around] }
}

const SEVERAL: readonly NamedThing[] = [
  {
    id: EVERY_RING,
    aliases: [
      ...['ring by ring', 'ring after ring', 'every ring', 'all rings', 'all the rings', 'all of the rings'],
      ...['ring für ring', 'ring nach ring', 'ring um ring', 'alle ringe', 'allen ringen'],
      ...['anillo por anillo', 'anillo a anillo', 'todos los anillos'],
    ],
  },
  {
    id: NEXT_RING,
    aliases: [
      ...['the next ring', 'next ring'],
      ...['den nächsten ring', 'dem nächsten ring', 'der nächste ring', 'nächsten ring'],
      ...['el siguiente anillo', 'siguiente anillo', 'el próximo anillo', 'próximo anillo'],
    ],
  },
]
