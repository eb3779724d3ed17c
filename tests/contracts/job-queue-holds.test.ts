import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLeases } from '../../adapters/queue/leases.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a hold that nobody renews is lost when its time is over, though the queue says nothing', () => {
  const { signal } = createLeases(1000).take('job')
  vi.advanceTimersByTime(999)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(signal.aborted).toBe(true)
})

test('a renewed hold lasts as long again', () => {
  const holds = createLeases(1000)
  const { signal } = holds.take('job')
  vi.advanceTimersByTime(900)
  holds.renewed(['job', 'unknown'])
  vi.advanceTimersByTime(900)
  expect(signal.aborted).toBe(false)
})

test('only the hold that was lost is lost', () => {
  const holds = createLeases(1000)
  const [one, two] = [holds.take('one'), holds.take('two')]
  holds.lost(['one'])
  expect([one.signal.aborted, two.signal.aborted]).toEqual([true, false])
})

test('a job given to the same process again takes the hold from its first worker', () => {
  const holds = createLeases(1000)
  const first = holds.take('job')
  const second = holds.take('job')
  first.end()
  holds.renewed(['job'])
  expect([first.signal.aborted, second.signal.aborted]).toEqual([true, false])
  holds.lost(['job'])
  expect(second.signal.aborted).toBe(true)
})

test('a job that is done is no longer held', () => {
  const holds = createLeases(1000)
  const { signal, end } = holds.take('job')
  end()
  holds.loseAll()
  vi.advanceTimersByTime(5000)
  expect(signal.aborted).toBe(false)
})
