import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { waitingCards } from '../../src/messaging/waiting-cards.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const AT = new Date('2026-03-02T09:00:00Z')
const [ASSISTANT, ANA, BEN, CARLA] = ['web:token-1', 'slack:ANA', 'slack:BEN', 'slack:CARLA'] as const
const task = 'TASK-7'

const proposed: ShipmateEvent = {
  ...{ type: 'confirmation.requested', confirmation: 'c-1', thread: 'slack:C1:1', by: ASSISTANT, groups: [] },
  plan: { kind: 'cancel', task: 'TASK-1', title: 'Deploy storefront', service: 'storefront' },
  ...{
    planHash: 'hash',
    expiresAt: '2026-03-02T09:10:00Z',
    rule: 'A person confirms it.',
    proposal: { message: 'm-1' },
  },
  buttons: { confirm: 'yes', cancel: 'no' },
}
const lead = {
  ...{ id: 'lead', title: 'The lead agrees', needs: [], uses: 'approval' },
  with: { role: 'lead', count: 2, expires: '4h' },
} as never
const started: ShipmateEvent = {
  ...{ type: 'cicd.workflow.requested', task, by: ANA, groups: [], thread: 'slack:C1:1' },
  plan: {
    ...{ kind: 'workflow', inputs: {}, key: 'key' },
    definition: { id: 'release', title: 'Release', inputs: {}, phrases: [], confirm: false, steps: [lead] },
  },
} as never
const waits: ShipmateEvent = {
  ...{ type: 'run.step.waiting', task, step: 'lead', until: '2026-03-02T13:00:00Z' },
  awaited: { kind: 'approval', role: 'lead', count: 2 },
}

/** Ana, Ben and Carla are leads, and Ben alone may cancel. */
async function waitingOf(events: readonly ShipmateEvent[]) {
  const store = await openMemoryStore()
  const streams = events.map((body, index) => ({ stream: `s-${index}`, expectedVersion: 0, bodies: [body] }))
  await store.append({ correlationId: 'c', actor: ANA, at: AT, streams })
  const permissions = {
    approvalStanding: async ({ user }: { readonly user: string }) => ({
      ...{ person: user, roles: [ANA, BEN, CARLA].some((lead) => lead === user) ? ['lead'] : [], hasRight: false },
    }),
    decide: async ({ user }: { readonly user: string }) =>
      user === BEN ? ({ kind: 'allowed', roles: [] } as never) : ({ kind: 'refused', sentence: 'No.' } as never),
  }
  return async (user: string) =>
    (await waitingCards({ store, clock: createHandClock(AT), permissions }, user)).map(({ id, kind }) => [kind, id])
}

test('what an assistant proposes waits for every person who may do it, and never for the assistant', async () => {
  const waiting = await waitingOf([proposed])
  expect(await waiting(BEN)).toEqual([['proposal', 'c-1']])
  expect(await waiting(CARLA)).toEqual([])
  expect(await waiting(ASSISTANT)).toEqual([])
})

test('a step waits for whoever has its role, but not for who started it or has approved it', async () => {
  const given: ShipmateEvent = { type: 'run.approval.given', task, step: 'lead', by: CARLA, groups: [] }
  const waiting = await waitingOf([started, waits, given])
  expect(await waiting(BEN)).toEqual([['step', 'TASK-7/lead']])
  for (const other of [ANA, CARLA, 'slack:DORA']) expect(await waiting(other)).toEqual([])
})
