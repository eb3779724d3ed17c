import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layered } from '../../console/view/graph/layers.ts'
import type { GraphPart } from '../../console/view/graph/order.ts'

const MEASURES = { width: 100, height: 40, across: 50, down: 20 }

/** Any graph: with circles, parts named twice, and needs that are not there. */
const anyGraph: fc.Arbitrary<readonly GraphPart[]> = fc.array(
  fc.record({
    id: fc.constantFrom(...'abcdefghij'),
    needs: fc.array(fc.constantFrom(...'abcdefghijxyz'), { maxLength: 4 }),
  }),
  { maxLength: 14 },
)
/** As workflows are: each needs only what was named before it. */
const workflow: fc.Arbitrary<readonly GraphPart[]> = fc
  .array(fc.array(fc.nat(20), { maxLength: 3 }), { maxLength: 20 })
  .map((all) =>
    all.map((needs, index) => ({
      id: `step-${index}`,
      needs: needs.filter((need) => need < index).map((need) => `step-${need}`),
    })),
  )

test('whatever the graph, each part is there once, within the picture, and over no other', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const { parts, width, height } = layered(graph, MEASURES)
      expect(parts.map(({ id }) => id).toSorted()).toEqual([...new Set(graph.map(({ id }) => id))].toSorted())
      for (const part of parts) {
        expect(part.x >= 0 && part.x + MEASURES.width <= width).toBe(true)
        expect(part.y >= 0 && part.y + MEASURES.height <= height).toBe(true)
        for (const other of parts) {
          const apart =
            part === other ||
            Math.abs(part.x - other.x) >= MEASURES.width ||
            Math.abs(part.y - other.y) >= MEASURES.height + MEASURES.down
          expect(apart).toBe(true)
        }
      }
    }),
  )
})

test('what a step needs stands to its left, in the layer before or further, and a line leads from it', () => {
  fc.assert(
    fc.property(workflow, (steps) => {
      const { parts, lines } = layered(steps, MEASURES)
      const at = new Map(parts.map((part) => [part.id, part]))
      const wanted = steps.flatMap(({ id, needs }) => [...new Set(needs)].map((need) => `${need}>${id}`))
      expect(lines.map(({ from, to }) => `${from}>${to}`).toSorted()).toEqual(wanted.toSorted())
      for (const { id, needs } of steps) {
        const layer = at.get(id)?.layer ?? -1
        const before = needs.map((need) => at.get(need)?.layer ?? -1)
        expect(layer).toBe(before.length === 0 ? 0 : Math.max(...before) + 1)
      }
    }),
  )
})

test('a line runs between the boxes of a layer that it passes, never behind one', () => {
  fc.assert(
    fc.property(workflow, (steps) => {
      const { parts, lines } = layered(steps, MEASURES)
      for (const { path } of lines) {
        for (const [, y = '', x = ''] of path.matchAll(/ ([\d.]+)H([\d.]+)/g)) {
          const right = Number(x) - MEASURES.width
          const behind = parts.filter(
            (part) => part.x === right && part.y < Number(y) && Number(y) < part.y + MEASURES.height,
          )
          expect(behind).toEqual([])
        }
      }
    }),
  )
})

test('the same graph is always drawn the same', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      expect(layered(graph, MEASURES)).toEqual(layered(graph, MEASURES))
    }),
  )
})

test('two that come of two stand beside what they come of: lines do not cross', () => {
  const graph = [
    { id: 'a', needs: [] },
    { id: 'b', needs: [] },
    { id: 'after-b', needs: ['b'] },
    { id: 'after-a', needs: ['a'] },
  ]
  const y = new Map(layered(graph, MEASURES).parts.map((part) => [part.id, part.y]))
  expect((y.get('a') ?? 0) < (y.get('b') ?? 0)).toBe((y.get('after-a') ?? 0) < (y.get('after-b') ?? 0))
})

test('a graph of nothing is a small empty picture', () => {
  expect(layered([], MEASURES)).toEqual({ width: 16, height: 16, parts: [], lines: [] })
})
