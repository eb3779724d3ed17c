import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.stop())

test('whatever is sent, whole or broken: no fault, no crash; npm run fuzz:grpc sends 20,000', async () => {
  await fuzz(stage, randomUUID(), 300)
  expect(stage.ended.length).toBeGreaterThan(50)
  expect((await fetch(`${stage.url}/health`)).status).toBe(200)
})
