import { expect, test } from 'vitest'
import { boundedIntake } from '../../src/conversation/intake.ts'
import { BusyError } from '../../src/ports/chat-platform.ts'

const never = (): void => {}

test('what comes to a full intake is turned away at once, and is welcome again when one has left', async () => {
  const intake = boundedIntake(2, never)
  const first = Promise.withResolvers<string>()
  const both = [intake.take(() => first.promise), intake.take(() => new Promise<never>(() => {}))]
  await expect(intake.take(async () => 'one too many')).rejects.toBeInstanceOf(BusyError)
  first.resolve('recorded')
  expect(await both[0]).toBe('recorded')
  expect(await intake.take(async () => 'welcome')).toBe('welcome')
})

test('work that fails leaves its place', async () => {
  const intake = boundedIntake(1, never)
  await expect(intake.take(() => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
  expect(await intake.take(async () => 'in')).toBe('in')
})

test('answers wait while it is crowded, and are told when it no longer is', async () => {
  let calm = 0
  const intake = boundedIntake(1_000, () => calm++)
  const recorded = Promise.withResolvers<void>()
  const burst = Array.from({ length: 300 }, () => intake.take(() => recorded.promise))
  expect(intake.isCrowded()).toBe(true)
  expect(calm).toBe(0)
  recorded.resolve()
  await Promise.all(burst)
  expect(intake.isCrowded()).toBe(false)
  expect(calm).toBe(1)
})
