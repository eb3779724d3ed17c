import { describe, expect, test } from 'vitest'
import { SLACK_POSTING_LIMITS } from '../../adapters/chat/slack/outgoing/posting-limits.ts'
import { createBudget, type Spending } from '../../src/messaging/budget.ts'
import type { PostingLimit } from '../../src/ports/posting-limits.ts'

const CHANNEL: PostingLimit = { of: ['post'], per: 'channel', perMinute: 60, burst: 3, reserve: 1 }
const POSTS: PostingLimit = { of: ['post'], per: 'workspace', perMinute: 600, burst: 5, reserve: 2 }
const EDITS: PostingLimit = { of: ['edit'], per: 'workspace', perMinute: 40, burst: 4, reserve: 2 }

const answer = (channel: string): Spending => ({ call: 'post', channel, urgency: 'answer' })
const progress = (channel: string): Spending => ({ call: 'post', channel, urgency: 'progress' })
const edit = (channel: string): Spending => ({ call: 'edit', channel, urgency: 'answer' })

const { workspaceOf } = SLACK_POSTING_LIMITS
const budgetOf = (...limits: PostingLimit[]) => createBudget({ limits, workspaceOf })
const channelsOf = (workspace: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${workspace}C${index}`)

describe('of several workspaces', () => {
  test('each has a budget of its own, for posts and for edits', () => {
    const budget = budgetOf(CHANNEL, POSTS, EDITS)
    for (const channel of channelsOf('slack:T2.', 5)) expect(budget.spend(answer(channel), 0)).toBeUndefined()
    for (const channel of channelsOf('slack:T2.', 4)) expect(budget.spend(edit(channel), 0)).toBeUndefined()
    expect(budget.spend(answer('slack:T2.C9'), 0)).toBe(100)
    expect(budget.spend(edit('slack:T2.C9'), 0)).toBe(1_500)
    for (const channel of channelsOf('slack:', 5)) expect(budget.spend(answer(channel), 0)).toBeUndefined()
    for (const channel of channelsOf('slack:T3.', 4)) expect(budget.spend(edit(channel), 0)).toBeUndefined()
  })

  test('each keeps its own reserve from progress', () => {
    const budget = budgetOf(POSTS)
    for (const channel of channelsOf('slack:T2.', 3)) expect(budget.spend(progress(channel), 0)).toBeUndefined()
    expect(budget.spend(progress('slack:T2.C9'), 0)).toBe(100)
    expect(budget.spend(progress('slack:C9'), 0)).toBeUndefined()
    expect(budget.spend(answer('slack:T2.C9'), 0)).toBeUndefined()
  })

  test('the room of each is told, and what is there for any of them is what the fullest has beside its reserve', () => {
    const budget = budgetOf(CHANNEL, POSTS, EDITS)
    expect(budget.room(0)).toBe(3)
    for (const channel of channelsOf('slack:T2.', 2)) budget.spend(answer(channel), 0)
    expect(budget.allowance(0).post).toEqual({
      ...{ reserve: 0, mostInChannel: 3, full: [], answersOnly: [] },
      inWorkspace: { most: { 'slack:T2': 3 }, mostElsewhere: 5, reserve: 2 },
    })
    expect(budget.room(0)).toBe(1)
    expect(budget.allowance(60_000).post.inWorkspace?.most).toEqual({})
  })

  test('a refused edit rests edits in its workspace alone', () => {
    const budget = budgetOf(CHANNEL, POSTS, EDITS)
    budget.refused(edit('slack:T2.C1'), 'call', 5_000, 0)
    expect(budget.spend(edit('slack:T2.C2'), 4_999)).toBe(5_000)
    expect(budget.spend(answer('slack:T2.C2'), 0)).toBeUndefined()
    expect(budget.spend(edit('slack:C1'), 0)).toBeUndefined()
    expect(budget.spend(edit('slack:T3.C1'), 0)).toBeUndefined()
    expect(budget.allowance(0).edit.inWorkspace?.most).toMatchObject({ 'slack:T2': 0 })
  })

  test('posts that many channels of one refuse rest there alone, and one refusal in each of many rests none', () => {
    const budget = budgetOf(CHANNEL, POSTS)
    for (const channel of channelsOf('slack:T2.', 3)) budget.refused(answer(channel), 'call', 3_000, 0)
    expect(budget.spend(answer('slack:T2.C9'), 0)).toBe(3_000)
    for (const channel of ['slack:C1', 'slack:T3.C1', 'slack:T4.C1'])
      budget.refused(answer(channel), 'call', 3_000, 1_000)
    for (const channel of ['slack:C9', 'slack:T3.C9', 'slack:T4.C9'])
      expect(budget.spend(answer(channel), 1_000)).toBeUndefined()
  })

  test('what asks for all of the platform to wait rests them all', () => {
    const budget = budgetOf(CHANNEL, POSTS)
    budget.refused(answer('slack:T2.C1'), 'platform', 3_000, 0)
    expect(['slack:C1', 'slack:T2.C1'].map((channel) => budget.spend(answer(channel), 0))).toEqual([3_000, 3_000])
    expect(budget.allowance(0).post.most).toBe(0)
  })
})
