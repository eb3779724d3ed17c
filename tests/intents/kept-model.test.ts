import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keptModel } from '../../intents/model/kept-model.ts'
import type { Trained } from '../../intents/model/train.ts'

const WEIGHTS = 6
const LEARNED: Trained = { weights: Float32Array.of(0, -1.5, 2, 0.25, -8, 1e-6), temperature: 0.7 }

function trainer() {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-model-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  let times = 0
  const train = (): Trained => {
    times += 1
    return LEARNED
  }
  return { folder, times: () => times, model: (cache = folder) => keptModel(WEIGHTS, train, cache) }
}

test('what was trained once is the same at the next start, to the last bit', () => {
  const { model, times } = trainer()
  expect(model()).toEqual(LEARNED)
  expect(model()).toEqual(LEARNED)
  expect(times()).toBe(1)
})

test('one that is not whole is trained anew, and kept in its place', () => {
  const { folder, model, times } = trainer()
  model()
  const [file = ''] = readdirSync(folder)
  truncateSync(join(folder, file), 20)
  expect(model()).toEqual(LEARNED)
  expect(model()).toEqual(LEARNED)
  expect(times()).toBe(2)
  expect(readdirSync(folder)).toEqual([file])
})

test('where nothing can be kept it is trained at each start', () => {
  const { model, times } = trainer()
  expect(model('/dev/null')).toEqual(LEARNED)
  expect(model('/dev/null')).toEqual(LEARNED)
  expect(times()).toBe(2)
})
