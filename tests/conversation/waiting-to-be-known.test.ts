import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Patiently, Permissions } from '../../src/access/permissions.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { pendingMessages } from '../../src/domain/projections.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { talking } from './talking.ts'

/** More than there are threads at a time. */
const NEWCOMERS = Array.from({ length: 250 }, (_, number) => `slack:UNEW${number}`)

let store: Store<ShipmateEvent>
beforeEach(async () => {
  store = await openMemoryStore()
})
afterEach(() => store.close())

/** A platform that says who Ana is, and does not say it of others until it is let. */
function slowPlatform() {
  const { promise: says, resolve: say } = Promise.withResolvers<void>()
  const waiting = new Set<string>()
  const patiently =
    (permissions: Permissions): Patiently =>
    (stopping, waits) => ({
      permissions: {
        ...permissions,
        async decide({ user }) {
          if (user === 'slack:UANA') return { kind: 'allowed', rule: 'everybody may' }
          waiting.add(user)
          waits()
          await Promise.race([says, stopped(stopping)])
          waiting.delete(user)
          return { kind: 'allowed', rule: 'everybody may' }
        },
      },
      get waiting() {
        return waiting.size
      },
    })
  return { patiently, say }
}

async function stopped(stopping: AbortSignal): Promise<never> {
  if (!stopping.aborted) await once(stopping, 'abort')
  throw stopping.reason
}

function conversation() {
  const { patiently, say } = slowPlatform()
  const talk = talking(store, undefined, (permissions) => ({ patiently: patiently(permissions) }))
  return {
    ...talk,
    say,
    says: (by: string) => talk.message({ keys: [by], thread: `slack:C1:${by}`, by, addressed: 'mention', text: by }),
  }
}

test('while many wait until the platform says who they are, whoever is known is answered', async () => {
  const { says, dealtWith, say, loop } = conversation()
  for (const by of NEWCOMERS.slice(0, 200)) await says(by)
  await says('slack:UANA')
  await expect.poll(dealtWith).toEqual(['slack:UANA'])
  say()
  await loop.settled()
  expect(new Set(await dealtWith())).toEqual(new Set(['slack:UANA', ...NEWCOMERS.slice(0, 200)]))
})

test('at the stop their messages are left as they are, for the next start', async () => {
  const { says, dealtWith, loop } = conversation()
  for (const by of NEWCOMERS) await says(by)
  await loop.stop()
  expect(await dealtWith()).toEqual([])
  expect(await store.list(pendingMessages)).toHaveLength(NEWCOMERS.length)
})
