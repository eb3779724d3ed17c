import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { UserId } from '../../src/domain/ids.ts'
import type { Plan } from '../../src/domain/plan.ts'
import type { Store } from '../../src/ports/event-store.ts'

/** A workflow whose picture has lines that pass a layer, and that stops for an approval. */
export const RELEASE = `title: Release a version
phrases: ['release {version} of {service}']
inputs: { service: service, version: version, reason: { type: text, default: 'monthly release', description: 'for the notes' } }
steps:
  - { id: unit, title: Unit tests, uses: command, with: { run: ['true'] } }
  - { id: audit, title: Audit of licences, uses: command, with: { run: ['true'] } }
  - { id: docs, title: Build the docs, uses: command, with: { run: ['true'] } }
  - { id: pack, title: Pack, needs: [unit, audit], uses: command, with: { run: ['true'] } }
  - { id: lead, title: The lead agrees, needs: [pack, docs], uses: approval, with: { role: owner, count: 1, expires: 4h } }
  - { id: notes, title: Publish the notes, needs: [lead], uses: command, with: { run: ['true'] } }
  - { id: mirror, title: Fill the mirror, needs: [lead], uses: command, with: { run: ['true'] } }
`

const HOUR_MS = 3_600_000
const COLLEAGUE = 'terminal:ben'

/** A change request of a colleague, which `approver` alone may approve. */
export async function askForApproval(
  store: Store<ShipmateEvent>,
  plan: Plan | undefined,
  approver: UserId,
): Promise<void> {
  if (!plan) throw new Error('nothing was planned yet')
  const inAnHour = new Date(Date.now() + HOUR_MS).toISOString()
  const required = [{ count: 1, roles: [], why: 'Every change to production takes a second person.' }]
  await store.append({
    ...{ correlationId: 'c-1', actor: COLLEAGUE, at: new Date() },
    streams: [
      {
        ...{ stream: 'change-CHG-41', expectedVersion: 0 },
        bodies: [
          {
            ...{
              type: 'change.requested',
              change: 'CHG-41',
              by: COLLEAGUE,
              groups: [],
              thread: 'terminal:x',
              round: 1,
            },
            ...{ plan, planHash: 'h', required, approvers: { people: [approver], others: [] } },
            ...{ expiresAt: inAnHour, remindAt: inAnHour },
            ...{ buttons: { approve: 'a', conditions: 'b', reject: 'c', withdraw: 'd', breakGlass: 'e' } },
          },
        ],
      },
    ],
  })
}
