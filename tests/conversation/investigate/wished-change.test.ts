import { expect, test } from 'vitest'
import { supportedChange } from '../../../src/conversation/investigate/wished-change.ts'
import type { StructuredRequest } from '../../../src/domain/structured-request.ts'

const thing = (id: string) => ({ id, aliases: [] })
const catalog = {
  services: [thing('payments'), thing('billionmail')],
  environments: [thing('production'), thing('staging')],
  rings: [],
  devices: [],
  workflows: [],
  bots: [],
}
const rollback: StructuredRequest = {
  intent: 'rollback.start',
  slots: { service: 'payments', environment: 'production' },
}
const supported = (text: string, change = rollback) => supportedChange(change, { text, catalog, known: [] })

test('a change the person has spoken of, with all of its values, may be put to them', () => {
  expect(supported('is it safe to roll back payments on production?')).toEqual(rollback)
})

test('what they have not said, or of another kind, may not', () => {
  expect(supported('why is payments on production slow?')).toBeUndefined()
  expect(supported('is it safe to roll back payments?')).toBeUndefined()
  expect(supported('is it safe to roll back billionmail on production?')).toBeUndefined()
  const deploy: StructuredRequest = { intent: 'deploy.start', slots: { ...rollback.slots, ref: 'v9.9.9' } }
  expect(supported('can I deploy payments to production?', deploy)).toBeUndefined()
})
