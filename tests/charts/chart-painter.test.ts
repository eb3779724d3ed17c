import { afterEach, expect, test } from 'vitest'
import { type ClosableChartPainter, createChartPainter } from '../../adapters/charts/chart-painter.ts'
import type { Chart } from '../../src/domain/chart.ts'
import { EXAMPLES } from './example-charts.ts'
import { decodedPng } from './png.ts'

const painters: ClosableChartPainter[] = []

function painterWith(options = {}): ClosableChartPainter {
  const painter = createChartPainter(options)
  painters.push(painter)
  return painter
}

afterEach(() => {
  for (const painter of painters.splice(0)) painter.close()
})

test('charts that are asked for at once are all painted, in a process of their own', async () => {
  const painter = painterWith()
  const pictures = await Promise.all(Object.values(EXAMPLES).map((chart) => painter.paint(chart)))
  for (const picture of pictures) expect(decodedPng(picture).width).toBe(1600)
})

test('a chart that cannot be drawn is refused, and the next one is painted', async () => {
  const painter = painterWith()
  await expect(painter.paint({ kind: 'bars' } as unknown as Chart)).rejects.toThrow('could not be drawn')
  expect((await painter.paint(EXAMPLES.bars)).length).toBeGreaterThan(1_000)
})

test('what takes too long is ended', async () => {
  await expect(painterWith({ timeoutMs: 1 }).paint(EXAMPLES.bars)).rejects.toThrow('not drawn in 1 ms')
})

test('the process ends when nothing is painted, and another one starts for the next chart', async () => {
  const painter = painterWith({ idleMs: 0 })
  const first = await painter.paint(EXAMPLES.lines)
  expect(await painter.paint(EXAMPLES.lines)).toEqual(first)
})

test('a queue that grows beyond its bound is refused, not kept', async () => {
  const painter = painterWith()
  const asked = Array.from({ length: 25 }, () => painter.paint(EXAMPLES.bars))
  const answers = await Promise.allSettled(asked)
  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused).toHaveLength(5)
  expect(String(refused[0]?.reason)).toContain('20 charts wait')
})

test('closing ends what is being painted', async () => {
  const painter = painterWith()
  const painting = painter.paint(EXAMPLES.bars)
  const ended = expect(painting).rejects.toThrow('ended')
  await new Promise(setImmediate)
  painter.close()
  await ended
})

test('after closing nothing is painted any more, neither what waits nor what is asked for then', async () => {
  const painter = painterWith()
  const asked = [painter.paint(EXAMPLES.bars), painter.paint(EXAMPLES.lines)]
  const ended = Promise.allSettled(asked)
  await new Promise(setImmediate)
  painter.close()
  expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(painter.paint(EXAMPLES.bars)).rejects.toThrow('no charts are drawn any more')
})
