import { expect, test } from 'vitest'
import { policyFrom } from '../../src/access/default-policy.ts'
import type { Permissions } from '../../src/access/permissions.ts'
import type { AccessPolicy } from '../../src/access/policy.ts'
import { permissionsOf } from '../../src/app/wiring/permissions.ts'
import type { ConnectedChat } from '../../src/ports/chat-platform.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { type AskedClock, askedClock } from '../simulators/slack/asked-clock.ts'
import { connected } from '../simulators/slack/connected.ts'
import { openMemoryStore } from '../support/memory-store.ts'

/** Slack says what 100 people are a minute, and lists its groups 20 times. */
const PEOPLE = Array.from({ length: 150 }, (_, number) => `slack:U${number}`)
const A_MINUTE_MS = 60_000

/** The bot's time is that of Slack. */
const timeOf = (clock: AskedClock): Clock => ({
  now: () => new Date(clock.now()),
  at: (when, wake) => clock.after(when.getTime() - clock.now(), wake),
})

async function permissionsFor(chat: ConnectedChat, clock: AskedClock, policy: AccessPolicy): Promise<Permissions> {
  const { patiently, connected: connect } = permissionsOf({
    settings: {},
    store: await openMemoryStore(),
    clock: timeOf(clock),
    policy,
    effectOf: () => 'read',
  })
  connect([chat])
  return patiently(new AbortController().signal, () => {}).permissions
}

const mayLook = (permissions: Permissions, user: string) =>
  permissions.decide({ user, groups: [] }, { intent: 'status.show', effect: 'read' })

test('of 150 people whom Slack was never asked about, none is refused: the last wait until it answers again', async () => {
  const clock = askedClock()
  const { chat } = await connected('http', { server: { limits: 'on', clock } })
  const permissions = await permissionsFor(chat, clock, policyFrom({ roles: [], members: undefined }, true))
  const decisions = Promise.all(PEOPLE.map((user) => mayLook(permissions, user)))
  await clock.passOnceAsked(A_MINUTE_MS)
  expect((await decisions).filter(({ kind }) => kind === 'refused')).toEqual([])
})

test('the groups of all of them are asked for in a few lists, since each says those of everybody', async () => {
  const clock = askedClock()
  const { slack, chat } = await connected('http', { server: { limits: 'on', clock }, config: { clock: timeOf(clock) } })
  slack.userGroup('SLOOK', ['U7'])
  const members = [{ who: { kind: 'group' as const, group: 'slack:SLOOK' }, roles: ['viewer'] }]
  const permissions = await permissionsFor(chat, clock, policyFrom({ roles: [], members }, true))
  const looking = await Promise.all(PEOPLE.slice(0, 90).map((user) => mayLook(permissions, user)))
  expect(looking.flatMap(({ kind }, index) => (kind === 'allowed' ? [index] : []))).toEqual([7])
  expect(slack.calls('usergroups.list').length).toBeLessThanOrEqual(4)
})
