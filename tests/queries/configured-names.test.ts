import { expect, test } from 'vitest'
import { withConfiguredNames } from '../../src/app/wiring/configured-names.ts'
import { nameOf } from '../../src/queries/names.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const BEN = 'slack:UBEN'
const policy = { members: [{ who: { kind: 'user', user: BEN }, name: 'ben', roles: ['approver'] }] } as const

test('a person who has not spoken is called as the configuration calls them', async () => {
  const store = withConfiguredNames(await openMemoryStore(), policy)
  expect(await nameOf(store, BEN)).toBe('ben')
  expect(await nameOf(store, 'slack:UCORA')).toBe('UCORA')
})

test('what their platform calls them goes before that', async () => {
  const log = await openMemoryStore()
  await transact(log, { correlationId: '1', actor: BEN }, new Date(), async (transaction) =>
    transaction.append(`person-${BEN}`, { type: 'person.named', person: BEN, name: 'Ben Ruiz (@ben)' }),
  )
  expect(await nameOf(withConfiguredNames(log, policy), BEN)).toBe('Ben Ruiz (@ben)')
})
