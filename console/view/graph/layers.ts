import { type Line, lineThrough } from './line.ts'
import { type GraphPart, layersOf, ordered } from './order.ts'

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
/** Of the gap that a line passes a layer through. */
const GAP_HEIGHT = 10

/**
 * Places parts in layers from left to right: whatever a part needs stands to its left, and near it. A line that passes a layer
 * has a place of its own there, so that it runs between the boxes.
 */
export function layered(given: readonly GraphPart[], measures: Measures): Layout {
  const parts = known(given)
  const layerOf = layersOf(parts)
  const lines = linesOf(parts, layerOf)
  const gaps = lines.flatMap(({ gaps }) => gaps)
  const isGap = new Set(gaps.map(({ id }) => id))
  const layers = ordered(
    withGaps(parts, lines),
    new Map([...layerOf, ...gaps.map(({ id, layer }) => [id, layer] as const)]),
  )
  const heightOf = (id: string): number => (isGap.has(id) ? GAP_HEIGHT : measures.height)
  const heights = layers.map((ids) => ids.reduce((sum, id) => sum + heightOf(id) + measures.down, -measures.down))
  const highest = Math.max(0, ...heights)
  const placed = layers.flatMap((ids, layer) => {
    let y = MARGIN + (highest - (heights[layer] ?? 0)) / 2
    return ids.map((id) => {
      const part = { id, layer, x: MARGIN + layer * (measures.width + measures.across), y }
      y += heightOf(id) + measures.down
      return part
    })
  })
  const at = new Map(placed.map(({ id, x, y }) => [id, { x, y: y + heightOf(id) / 2 }]))
  return {
    width: 2 * MARGIN + layers.length * measures.width + Math.max(0, layers.length - 1) * measures.across,
    height: 2 * MARGIN + highest,
    parts: placed.filter(({ id }) => !isGap.has(id)),
    lines: lines.map(({ from, to, gaps: passed }) => {
      const way = [from, ...passed.map(({ id }) => id), to].flatMap((id) => at.get(id) ?? [])
      return { from, to, path: lineThrough(way, measures.width) }
    }),
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

/** With a gap in every layer between its ends. What would lead back to the left is left out. */
function linesOf(parts: readonly GraphPart[], layerOf: ReadonlyMap<string, number>): readonly Line[] {
  return parts.flatMap(({ id, needs }) =>
    needs.flatMap((need) => {
      const [start, end] = [layerOf.get(need) ?? 0, layerOf.get(id) ?? 0]
      if (start >= end) return []
      const gaps = Array.from({ length: end - start - 1 }, (_, index) => ({
        id: `${need}>${id}@${start + index + 1}`,
        layer: start + index + 1,
      }))
      return [{ from: need, to: id, gaps }]
    }),
  )
}

/** Parts and gaps, each with what is right before it on its lines. */
function withGaps(parts: readonly GraphPart[], lines: readonly Line[]): readonly GraphPart[] {
  const chains = lines.map(({ from, to, gaps }) => [from, ...gaps.map(({ id }) => id), to])
  const before = new Map<string, string[]>(parts.map(({ id }) => [id, []]))
  for (const chain of chains)
    for (const [index, id] of chain.entries()) {
      const previous = chain[index - 1]
      if (previous !== undefined) before.set(id, [...(before.get(id) ?? []), previous])
    }
  return [...before].map(([id, needs]) => ({ id, needs }))
}
