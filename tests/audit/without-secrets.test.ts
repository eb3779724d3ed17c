import { expect, test } from 'vitest'
import { createRedactor } from '../../src/domain/redact.ts'
import type { AuditEntry } from '../../src/queries/audit/audit-entry.ts'
import { withoutSecrets } from '../../src/queries/audit/without-secrets.ts'

const SECRET = 'correct-horse-battery-staple'
const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const entry: AuditEntry = {
  position: 1,
  at: '2026-11-21T10:00:00.123Z',
  kind: 'decision',
  event: 'approval.given',
  who: { platform: 'slack', id: 'slack:U1', name: SECRET },
  where: { channel: 'C1', service: SECRET },
  what: `deploy ${SECRET}`,
  why: `since ${SECRET}`,
  evidence: {
    planHash: HASH,
    conditions: [{ condition: 'c1', text: `the password is ${SECRET}` }],
    inputs: { token: SECRET, count: 3, none: null },
  },
  correlation: 'c',
  hash: HASH,
}

test('what has become a secret is taken out of every text of an entry, evidence included', () => {
  const told = withoutSecrets(entry, createRedactor([SECRET]))
  expect(JSON.stringify(told)).not.toContain(SECRET)
  expect(told.evidence).toMatchObject({ planHash: HASH, inputs: { count: 3, none: null } })
  expect(told.hash).toBe(HASH)
})
