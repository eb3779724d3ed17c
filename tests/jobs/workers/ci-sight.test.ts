import { expect, test } from 'vitest'
import { pausedWith, type Undertaking } from '../../../jobs/workers/ci-undertaking.ts'
import type { CiAsked } from '../../../src/domain/ci-asked.ts'
import type { CiPart, CiRun } from '../../../src/domain/ci-run.ts'

const RUN: CiRun = { id: '41', url: 'https://ci.example/41', state: 'running' }
const PART: CiPart = { name: 'build', state: 'running' }

function undertaking(parts: readonly CiPart[], sight: CiAsked['sight']): Undertaking {
  const at = '2026-03-02T09:00:00.000Z'
  const asked: CiAsked = { system: 'jenkins', mark: 'shipmate-1', at, ...(sight && { sight }) }
  return {
    ...{ asked, mark: asked.mark, redact: (text: string) => text, clock: { now: () => new Date(at) } },
    ci: { parts: async () => parts, reportedAs: () => [] },
    wanted: { job: { system: 'jenkins', project: 'payments/release' } },
    assignment: { run: {}, step: { id: 'publish' } },
  } as unknown as Undertaking
}

test('a look that shows what the last one showed writes no parts into the log', async () => {
  const first = await pausedWith(undertaking([PART], undefined), RUN)
  expect(first.ci).toEqual({ ...RUN, parts: [PART] })
  expect(await pausedWith(undertaking([PART], first.ci), RUN)).not.toHaveProperty('ci')
  const passed: CiPart = { ...PART, state: 'passed' }
  expect((await pausedWith(undertaking([passed], first.ci), RUN)).ci?.parts).toEqual([passed])
})
