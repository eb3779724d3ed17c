/** A part of a graph; `needs` are those before it. Names that are not among the parts count for nothing. */
export interface GraphPart {
  readonly id: string
  readonly needs: readonly string[]
}

export interface PlacedPart {
  readonly id: string
  /** 0 for those that need nothing. */
  readonly layer: number
  /** The upper left corner. */
  readonly x: number
  readonly y: number
}

export interface PlacedLine {
  readonly from: string
  readonly to: string
  /** For `d` of an SVG path. */
  readonly path: string
}

export interface Layout {
  readonly width: number
  readonly height: number
  readonly parts: readonly PlacedPart[]
  readonly lines: readonly PlacedLine[]
}

/** Of a box, and between boxes. */
export interface Measures {
  readonly width: number
  readonly height: number
  readonly across: number
  readonly down: number
}

const MARGIN = 8
/** Each round draws lines straighter; more change nothing that one sees. */
const ROUNDS = 3

/** Places parts in layers from left to right: whatever a part needs stands to its left, and near it. */
export function layered(given: readonly GraphPart[], measures: Measures): Layout {
  const parts = known(given)
  const layerOf = layersOf(parts)
  const layers = ordered(parts, layerOf)
  const highest = Math.max(0, ...layers.map(({ length }) => length))
  const heightOf = (count: number): number => count * measures.height + Math.max(0, count - 1) * measures.down
  const placed = layers.flatMap((ids, layer) =>
    ids.map((id, index) => ({
      ...{ id, layer, x: MARGIN + layer * (measures.width + measures.across) },
      y: MARGIN + (heightOf(highest) - heightOf(ids.length)) / 2 + index * (measures.height + measures.down),
    })),
  )
  const at = new Map(placed.map((part) => [part.id, part]))
  return {
    width: 2 * MARGIN + layers.length * measures.width + Math.max(0, layers.length - 1) * measures.across,
    height: 2 * MARGIN + heightOf(highest),
    parts: placed,
    lines: linesOf(parts, at, layerOf, measures),
  }
}

/** Each once, with the needs that there are. */
function known(given: readonly GraphPart[]): readonly GraphPart[] {
  const byId = new Map(given.map((part) => [part.id, part]))
  return [...byId.values()].map(({ id, needs }) => ({
    id,
    needs: [...new Set(needs)].filter((need) => need !== id && byId.has(need)),
  }))
}

/** The longest way to each from one that needs nothing. A need that would close a circle is passed over. */
function layersOf(parts: readonly GraphPart[]): ReadonlyMap<string, number> {
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
function ordered(parts: readonly GraphPart[], layerOf: ReadonlyMap<string, number>): readonly (readonly string[])[] {
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

function linesOf(
  parts: readonly GraphPart[],
  at: ReadonlyMap<string, PlacedPart>,
  layerOf: ReadonlyMap<string, number>,
  { width, height }: Measures,
): readonly PlacedLine[] {
  return parts.flatMap(({ id, needs }) =>
    needs.flatMap((need) => {
      const [from, to] = [at.get(need), at.get(id)]
      if (!from || !to || (layerOf.get(need) ?? 0) >= (layerOf.get(id) ?? 0)) return []
      const [startX, startY, endX, endY] = [from.x + width, from.y + height / 2, to.x, to.y + height / 2]
      const bend = (endX - startX) / 2
      const path = `M${startX} ${startY}C${startX + bend} ${startY} ${endX - bend} ${endY} ${endX} ${endY}`
      return [{ from: need, to: id, path }]
    }),
  )
}
