import { expect, test } from 'vitest'
import { createLogTail } from '../../adapters/store/log-tail.ts'
import type { Stored } from '../../src/domain/event.ts'

const event = (position: number): Stored => ({
  ...{ id: String(position), position, stream: 's', version: position, body: { type: 'counted' } },
  ...{ correlationId: 'c', actor: 'test', at: '2026-03-02T09:00:00Z' },
})
const positions = (events: readonly Stored[] | undefined) => events?.map(({ position }) => position)

test('what this process has appended last need not be read', () => {
  const tail = createLogTail()
  tail.appended([event(5), event(6)])
  tail.appended([event(7)])
  expect(positions(tail.after(4, 10))).toEqual([5, 6, 7])
  expect(positions(tail.after(5, 1))).toEqual([6])
})

test('what came before it must be read', () => {
  const tail = createLogTail()
  expect(tail.after(0, 10)).toBeUndefined()
  tail.appended([event(5)])
  expect(tail.after(3, 10)).toBeUndefined()
})

test('after a gap only what follows it is known', () => {
  const tail = createLogTail()
  tail.appended([event(5)])
  tail.appended([event(8)])
  expect(tail.after(4, 10)).toBeUndefined()
  expect(positions(tail.after(7, 10))).toEqual([8])
})

test('after an append whose end is not known the log is read again', () => {
  const tail = createLogTail()
  tail.appended([event(5)])
  tail.forget()
  expect(tail.after(5, 10)).toBeUndefined()
})

test('nothing comes after the last one', () => {
  const tail = createLogTail()
  tail.appended([event(5)])
  expect(tail.after(5, 10)).toEqual([])
})
