import { expect, test } from 'vitest'
import type { AccessDecision } from '../../src/access/decide-access.ts'
import { policyFrom } from '../../src/access/default-policy.ts'
import { permissionsOf } from '../../src/app/wiring/permissions.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { type Connected, connected } from '../simulators/discord/connect.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const MANY = 50
const PEOPLE = Array.from({ length: MANY }, (_, number) => `person-${number}`)

/** Decides on each message as it comes whether its person may look, as everybody may who belongs here. */
async function whoMayLook(): Promise<Connected & { decided(): Promise<readonly AccessDecision[]> }> {
  const stage = await connected(undefined, {}, { limits: 'on' })
  const { permissions, connected: connect } = permissionsOf({
    settings: {},
    store: await openMemoryStore(),
    clock: systemClock,
    policy: policyFrom({ roles: [], members: undefined }, true),
    effectOf: () => 'read',
  })
  connect([stage.chat])
  const decisions: Promise<AccessDecision>[] = []
  stage.inbox.onMessage = async ({ by, groups = [] }) => {
    decisions.push(permissions.decide({ user: by, groups }, { intent: 'status.show', effect: 'read' }))
  }
  const decided = async (): Promise<readonly AccessDecision[]> => {
    await stage.discord.until(() => stage.inbox.messages.length === MANY)
    return Promise.all(decisions)
  }
  return { ...stage, decided }
}

const refused = (decisions: readonly AccessDecision[]): readonly AccessDecision[] =>
  decisions.filter(({ kind }) => kind === 'refused')

test('of 50 people who write in the server for the first time at once, none is refused, and Discord is not asked', async () => {
  const { discord, decided } = await whoMayLook()
  for (const name of PEOPLE) discord.mention(name, 'status')
  expect(refused(await decided())).toEqual([])
  expect(discord.calls('GET', /members/)).toEqual([])
})

test('of 50 people who write directly for the first time at once, none is refused: each waits for their turn', async () => {
  const { discord, decided } = await whoMayLook()
  for (const name of PEOPLE) discord.direct(name, 'status')
  expect(refused(await decided())).toEqual([])
}, 60_000)
