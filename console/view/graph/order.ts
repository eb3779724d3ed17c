/** A part of a graph; `needs` are those before it. Names that are not among the parts count for nothing. */
export interface GraphPart {
  readonly id: string
  readonly needs: readonly string[]
}

/** Each round draws lines straighter; more change nothing that one sees. */
const ROUNDS = 3

/** The longest way to each from one that needs nothing. A need that would close a circle is passed over. */
export function layersOf(parts: readonly GraphPart[]): ReadonlyMap<string, number> {
  const needsOf = new Map(parts.map(({ id, needs }) => [id, needs]))
  const layers = new Map<string, number>()
  const open = new Set<string>()
  const layerOf = (id: string): number => {
    const before = layers.get(id)
    if (before !== undefined) return before
    open.add(id)
    const needs = (needsOf.get(id) ?? []).filter((need) => !open.has(need))
    const layer = needs.length === 0 ? 0 : 1 + Math.max(...needs.map(layerOf))
    open.delete(id)
    layers.set(id, layer)
    return layer
  }
  for (const { id } of parts) layerOf(id)
  return layers
}

/** Within each layer, parts are where the middle of their neighbours is. */
export function ordered(
  parts: readonly GraphPart[],
  layerOf: ReadonlyMap<string, number>,
): readonly (readonly string[])[] {
  let layers: (readonly string[])[] = []
  for (const { id } of parts) {
    const layer = layerOf.get(id) ?? 0
    layers[layer] = [...(layers[layer] ?? []), id]
  }
  layers = Array.from(layers, (ids = []) => ids).filter(({ length }) => length > 0)
  const before = new Map(parts.map(({ id, needs }) => [id, needs]))
  const after = new Map(
    parts.map(({ id }) => [id, parts.filter(({ needs }) => needs.includes(id)).map((one) => one.id)]),
  )
  // From left to right after what they need, back after what needs them, and so on.
  for (let round = 0; round < ROUNDS; round += 1) {
    const isForward = round % 2 === 0
    layers = swept(isForward ? layers : layers.toReversed(), isForward ? before : after)
    if (!isForward) layers = layers.toReversed()
  }
  return layers
}

/** Each layer by where the neighbours of its parts are in the layers before it. */
function swept(
  layers: readonly (readonly string[])[],
  neighbours: ReadonlyMap<string, readonly string[]>,
): (readonly string[])[] {
  const rank = new Map<string, number>()
  return layers.map((ids) => {
    const own = new Map(ids.map((id, index) => [id, (index + 0.5) / ids.length]))
    const middle = (id: string): number => {
      const near = (neighbours.get(id) ?? []).flatMap((one) => rank.get(one) ?? [])
      return near.length === 0 ? (own.get(id) ?? 0) : near.reduce((sum, one) => sum + one, 0) / near.length
    }
    const sorted = ids.toSorted((one, other) => middle(one) - middle(other))
    for (const [index, id] of sorted.entries()) rank.set(id, (index + 0.5) / ids.length)
    return sorted
  })
}
