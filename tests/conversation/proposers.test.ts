import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { asProposal, onlyProposes } from '../../src/conversation/proposers.ts'
import { userOfToken } from '../../src/domain/api-token.ts'
import type { IncomingMessage } from '../../src/ports/chat-platform.ts'
import { tokenDesk } from '../../src/tokens/api-tokens.ts'
import { openMemoryStore } from '../support/memory-store.ts'

test('whatever a proposing token says is a proposal, and it presses nothing', async () => {
  const store = await openMemoryStore()
  const clock = createHandClock(new Date('2026-11-30T10:00:00Z'))
  const desk = tokenDesk({ store, clock }, ['deployer'], 'terminal:you')
  const scope = { roles: ['deployer'] }
  const proposer = userOfToken((await desk.create({ name: 'assistant', scope, acts: 'proposer' })).token.token)
  const program = userOfToken((await desk.create({ name: 'ci', scope })).token.token)
  const said = (by: string): IncomingMessage => ({
    ...{ keys: ['web:1'], thread: 'web:s1', by, addressed: 'direct', text: 'lock payments in staging' },
  })
  expect(await asProposal(store, said(proposer))).toMatchObject({ proposal: {} })
  for (const by of [program, 'slack:U1']) expect(await asProposal(store, said(by))).toEqual(said(by))
  expect(await onlyProposes(store, proposer)).toEqual({ notice: expect.stringContaining('only proposes') })
  for (const by of [program, 'slack:U1']) expect(await onlyProposes(store, by)).toBeUndefined()
})
