import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { createGates } from '../../adapters/rehearsal/gates.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createRehearsalDelivery } from '../../adapters/rehearsal/rehearsal-delivery.ts'
import { createGitSource } from '../../adapters/source/git/git-source.ts'
import { transcriptSchema } from '../../src/app/commands/rehearse/transcript.ts'
import { createGitRepository } from '../support/git-repository.ts'
import { sourceContract } from './source-contract.ts'

describe('the source in a git repository', () => {
  sourceContract(async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
    try {
      const repository = createGitRepository(join(folder, 'repository'))
      repository.commit('Release v1.0.0', { 'README.md': 'Payments\n' })
      repository.tag('v1.0.0')
      repository.git('branch', 'stable')
      repository.commit('Send mail', { 'src/mail.ts': 'send()\n' })
      repository.commit('Release v1.1.0', {})
      repository.tag('v1.1.0')
      await test(createGitSource(join(folder, 'mirrors'), [{ id: 'payments', repository: repository.path }]))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('the source in a rehearsal', () => {
  sourceContract(async (test) => {
    const { repositories: services } = transcriptSchema.parse({
      title: 'Source',
      people: {},
      repositories: {
        payments: {
          versions: ['v1.0.0', 'v1.1.0'],
          commits: { 'v1.1.0': ['Send mail', 'Release v1.1.0'] },
          files: { 'v1.1.0': { 'src/mail.ts': 1 } },
          authors: { 'v1.1.0': 'Ana' },
          branches: { stable: 'v1.0.0' },
        },
      },
      steps: [{ advances: '1m' }],
    })
    const clock = createHandClock(new Date('2026-03-02T09:00:00Z'))
    await test(createRehearsalDelivery({ services, clock, gates: createGates() }))
  })
})
