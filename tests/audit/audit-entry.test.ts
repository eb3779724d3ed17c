import { expect, test } from 'vitest'
import { kindOf } from '../../src/domain/audit-kind.ts'
import { CHAIN_START, chainHash } from '../../src/domain/log-chain.ts'
import type { ChainedRow } from '../../src/ports/audit-log.ts'
import { auditEntry } from '../../src/queries/audit/audit-entry.ts'
import { readAsWritten } from '../support/stored-logs.ts'

const row = (type: string, data: object, given: Partial<ChainedRow> = {}): ChainedRow => ({
  position: 1,
  id: '00000000-0000-4000-8000-000000000000',
  stream: 's',
  version: 1,
  type,
  data: JSON.stringify(data),
  correlationId: 'c',
  causationId: null,
  actor: 'slack:U1',
  at: '2026-11-21T10:00:00.123Z',
  hash: null,
  ...given,
})

/** The entries of a log as an earlier version wrote it, as lines. */
function linesOf(name: string): readonly string[] {
  const openings = new Map<string, ChainedRow>()
  let hash = CHAIN_START
  return readAsWritten(name).flatMap(({ body: { type, ...data }, causationId = null, ...columns }) => {
    const stored = { ...columns, causationId, type, data: JSON.stringify(data) }
    hash = chainHash(hash, stored)
    const chained = { ...stored, hash }
    if (!openings.has(chained.stream)) openings.set(chained.stream, chained)
    const entry = auditEntry(chained, openings.get(chained.stream))
    return entry ? [JSON.stringify(entry)] : []
  })
}

test.each(['demo', 'canary-is-cancelled', 'drift-is-found-and-mended'])(
  'the entries of a stored log are those of its golden file: %s',
  async (name) => {
    await expect(`${linesOf(name).join('\n')}\n`).toMatchFileSnapshot(`../fixtures/audit/${name}.jsonl`)
  },
)

test('a confirmation says what its person had been shown', () => {
  const plan = { kind: 'deploy', service: 'shop', environment: 'production', release: { sha: 'a', version: 'v1.1.0' } }
  const risk = { verdict: 'hold', reasons: ['3 failed deployments today.'] }
  const asked = row('confirmation.requested', {
    by: 'slack:U1',
    thread: 'slack:C1:1.2',
    plan,
    planHash: 'abc',
    risk,
    rule: 'Production.',
  })
  const given = row('confirmation.given', { confirmation: 'x', by: 'slack:U1' }, { version: 2 })
  expect(auditEntry(given, asked)).toMatchObject({
    kind: 'decision',
    where: { channel: 'C1', thread: 'slack:C1:1.2', service: 'shop', environment: 'production' },
    what: 'Deploy shop v1.1.0 to production',
    evidence: { planHash: 'abc', risk, rule: 'Production.' },
  })
})

test('a refusal says who, on what and why', () => {
  const data = {
    thread: 'slack:C1:1.2',
    by: 'slack:U2',
    about: 'confirmation-7',
    service: 'shop',
    why: 'not-theirs',
    reason: 'Only ana.',
  }
  expect(auditEntry(row('request.refused', data, { actor: 'slack:U2' }), undefined)).toMatchObject({
    kind: 'refusal',
    who: { platform: 'slack', id: 'slack:U2' },
    where: { channel: 'C1', service: 'shop' },
    what: 'confirmation-7',
    why: 'not-theirs Only ana.',
  })
})

test('what an objection kept from starting was refused, and what a fault ended was not', () => {
  expect(kindOf({ type: 'run.step.failed', objected: true })).toBe('refusal')
  expect(kindOf({ type: 'run.step.failed' })).toBe('effect')
})

test('an event and a plan of a newer version are shown all the same', () => {
  const data = { plan: { kind: 'teleport', service: 'shop' }, by: 'slack:U1' }
  expect(auditEntry(row('shop.teleported', data), undefined)).toMatchObject({
    kind: 'effect',
    event: 'shop.teleported',
    what: 'teleport',
    where: { service: 'shop' },
  })
})

test('what Shipmate does for somebody says for whom', () => {
  const asked = row('cicd.build.requested', { by: 'slack:U1', thread: 'slack:C1', task: 'TASK-1' })
  const done = row('run.step.completed', { task: 'TASK-1', step: 'build' }, { actor: 'worker' })
  expect(auditEntry(done, asked)?.who).toEqual({ platform: 'shipmate', id: 'worker', for: 'slack:U1' })
})

test.each(['approval.given', 'approval.declined', 'change.overridden'])(
  '%s names the plan that was decided on, not the one that was asked about first',
  (type) => {
    const plan = {
      kind: 'deploy',
      service: 'shop',
      environment: 'production',
      release: { sha: 'a', version: 'v1.1.0' },
    }
    const asked = row('change.requested', { change: 'CHG-1', by: 'slack:U1', plan, planHash: 'first' })
    const decided = {
      change: 'CHG-1',
      by: 'slack:U2',
      planHash: 'second',
      planTitle: 'Deploy shop v1.2.0 to production',
    }
    expect(auditEntry(row(type, decided, { version: 3 }), asked)).toMatchObject({
      what: 'Deploy shop v1.2.0 to production · CHG-1',
      evidence: { planHash: 'second' },
    })
  },
)

test('an approval that came before the evidence was gathered says so, and has a hash of what was there', () => {
  const given = { change: 'CHG-1', by: 'slack:U2', planHash: 'abc', seen: 'def' }
  expect(auditEntry(row('approval.given', { ...given, beforeEvidence: true }), undefined)?.evidence).toMatchObject({
    planHash: 'abc',
    seen: 'def',
    evidence: 'decided before the evidence was gathered',
  })
  expect(auditEntry(row('approval.given', { ...given, evidence: 'ghi' }), undefined)?.evidence).toEqual({
    planHash: 'abc',
    seen: 'def',
    evidence: 'ghi',
  })
})
