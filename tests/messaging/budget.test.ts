import { describe, expect, test } from 'vitest'
import { createBudget, type Spending } from '../../src/messaging/budget.ts'
import type { PostingLimit } from '../../src/ports/posting-limits.ts'

const CHANNEL: PostingLimit = { of: ['post'], per: 'channel', perMinute: 60, burst: 3, reserve: 1 }
const ALL: PostingLimit = { of: ['post'], per: 'platform', perMinute: 600, burst: 10, reserve: 4 }
const EDITS: PostingLimit = { of: ['edit'], per: 'workspace', perMinute: 40, burst: 4, reserve: 2 }

const answer = (channel: string): Spending => ({ call: 'post', channel, urgency: 'answer' })
const progress = (channel: string): Spending => ({ call: 'post', channel, urgency: 'progress' })
const edit = (urgency: Spending['urgency']): Spending => ({ call: 'edit', channel: 'slack:C1', urgency })

const budgetOf = (...limits: PostingLimit[]) => createBudget({ limits, workspaceOf: () => 'slack' })

describe('a budget', () => {
  test('lets a burst through, and then as many as the platform takes', () => {
    const budget = budgetOf(CHANNEL)
    expect([0, 0, 0, 0].map((now) => budget.spend(answer('slack:C1'), now))).toEqual([
      undefined,
      undefined,
      undefined,
      1_000,
    ])
    expect(budget.spend(answer('slack:C1'), 999)).toBe(1_000)
    expect(budget.spend(answer('slack:C1'), 1_000)).toBeUndefined()
    expect(budget.spend(answer('slack:C2'), 1_000)).toBeUndefined()
  })

  test('goes on at its pace from a clock that was set back, and does not wait for where that stood', () => {
    const budget = budgetOf(CHANNEL)
    budget.refused(answer('slack:C1'), 'call', 5_000, 500_000)
    expect(budget.spend(answer('slack:C1'), 600_000)).toBeUndefined()
    while (budget.spend(answer('slack:C1'), 600_000) === undefined);
    expect(budget.spend(answer('slack:C1'), 0)).toBeLessThanOrEqual(2_000)
    expect(budget.spend(answer('slack:C1'), 2_000)).toBeUndefined()
    expect(budget.spend(answer('slack:C1'), 5_000)).toBeUndefined()
  })

  test('waits out a refusal though the clock is set back a little meanwhile', () => {
    const budget = budgetOf(CHANNEL)
    budget.refused(answer('slack:C1'), 'call', 5_000, 10_000)
    expect(budget.spend(answer('slack:C1'), 9_000)).toBe(15_000)
  })

  test('lets at most the rate and the burst through in any minute', () => {
    const budget = budgetOf(EDITS)
    const gone: number[] = []
    for (let now = 0; now < 300_000; now += 100) if (budget.spend(edit('answer'), now) === undefined) gone.push(now)
    const inMinute = gone.map((from) => gone.filter((at) => at >= from && at < from + 60_000).length)
    expect(Math.max(...inMinute)).toBeLessThanOrEqual(EDITS.perMinute + EDITS.burst)
    expect(gone.length).toBe(EDITS.burst + 199)
  })

  test('keeps its reserve from progress, of one channel and of all', () => {
    const budget = budgetOf(CHANNEL, ALL)
    expect(budget.spend(progress('slack:C1'), 0)).toBeUndefined()
    expect(budget.spend(progress('slack:C1'), 0)).toBeUndefined()
    expect(budget.spend(progress('slack:C1'), 0)).toBe(1_000)
    for (const channel of ['a', 'b', 'c', 'd']) expect(budget.spend(progress(channel), 0)).toBeUndefined()
    expect(budget.spend(progress('slack:C9'), 0)).toBe(100)
    expect(budget.spend(answer('slack:C1'), 0)).toBeUndefined()
    expect(budget.allowance(0).post).toEqual({
      ...{ most: 3, reserve: 4, mostInChannel: 3 },
      ...{ full: ['slack:C1'], answersOnly: ['slack:C1'] },
    })
  })

  test('rests the refused call in its channel only, then goes at half the pace, and slowly faster again', () => {
    const budget = budgetOf(CHANNEL, ALL)
    budget.refused(answer('slack:C1'), 'call', 5_000, 0)
    expect(budget.spend(answer('slack:C2'), 0)).toBeUndefined()
    expect(budget.spend(answer('slack:C1'), 4_999)).toBe(5_000)
    expect(budget.spend(answer('slack:C1'), 5_000)).toBeUndefined()
    expect(budget.spend(answer('slack:C1'), 5_000)).toBe(7_000)
    // Two and a half minutes later it has two tenths of the pace back: 0.7 of one a second.
    for (let count = 0; count < 3; count += 1) expect(budget.spend(answer('slack:C1'), 155_000)).toBeUndefined()
    expect(budget.spend(answer('slack:C1'), 155_000)).toBe(156_429)
  })

  test('rests the call everywhere when many channels refuse it', () => {
    const budget = budgetOf(CHANNEL, ALL)
    for (const channel of ['slack:C1', 'slack:C2', 'slack:C3']) budget.refused(answer(channel), 'call', 3_000, 0)
    expect(budget.spend(answer('slack:C4'), 0)).toBe(3_000)
    expect(budget.allowance(0).post.most).toBe(0)
  })

  test('rests edits without posts, and everything when the platform says so', () => {
    const budget = budgetOf(CHANNEL, EDITS)
    budget.refused(edit('progress'), 'call', 2_000, 0)
    expect(budget.spend(edit('decision'), 0)).toBe(2_000)
    expect(budget.spend(answer('slack:C1'), 0)).toBeUndefined()
    budget.refused(answer('slack:C1'), 'platform', 3_000, 0)
    expect(budget.spend(answer('slack:C2'), 0)).toBe(3_000)
    expect(budget.room(0)).toBe(0)
    expect(budget.room(3_000)).toBe(Infinity)
  })

  test('of a platform that publishes nothing learns from its refusals', () => {
    const budget = budgetOf()
    for (let count = 0; count < 1_000; count += 1) expect(budget.spend(answer('slack:C1'), 0)).toBeUndefined()
    budget.refused(answer('slack:C1'), 'call', 1_000, 0)
    expect(budget.spend(answer('slack:C1'), 0)).toBe(1_000)
    expect(budget.spend(answer('slack:C2'), 0)).toBeUndefined()
    expect(budget.nextAt(0)).toBe(1_000)
  })

  test('heeds what a platform says of a channel, without slowing down for it', () => {
    const budget = budgetOf(CHANNEL)
    budget.spent({ call: 'post', channel: 'discord:1:2', forMs: 800 }, 0)
    expect(budget.spend(answer('discord:1:2'), 0)).toBe(800)
    for (let count = 0; count < 3; count += 1) expect(budget.spend(answer('discord:1:2'), 800)).toBeUndefined()
  })
})
