import { expect, test } from 'vitest'
import { aboutFailure } from '../../../src/conversation/investigate/about-failure.ts'
import { factCard } from '../../../src/conversation/investigate/fact-sheet.ts'
import { en } from '../../../src/texts/en/texts.ts'
import { failedRun, toolWorld, type World } from '../../tools/tool-world.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const failure = {
  reason: 'v1.2.0 was not healthy.',
  nextStep: 'Fix it.',
  logTail: 'one\ntwo\nthree\nfour\nconnect ECONNREFUSED mail:25\nbye',
}
const explanation = {
  cause: 'The mail store does not answer.',
  lines: ['connect ECONNREFUSED mail:25'],
  owner: 'Mira changed config/mail.yaml last.',
  next: ['Start the mail store.'],
}

async function told(run: typeof failure & { readonly explanation?: typeof explanation }, refused?: World['refused']) {
  const world = toolWorld({ runs: [failedRun({ failure: run })], ...(refused && { refused }) })
  const sheet = await aboutFailure({ topic: 'failure', task: 'TASK-3' }, world, NOW, en)
  return { text: JSON.stringify(factCard(sheet, en)), sources: sheet.evidence.map(({ id }) => id) }
}

test('what agents have found is told: the cause, the lines that show it by their ids, whose it is, what to do', async () => {
  const { text, sources } = await told({ ...failure, explanation })
  expect(text).toContain('Likely cause: The mail store does not answer.')
  expect(text).toContain('Likely owner: Mira changed config/mail.yaml last.')
  expect(text).toContain('• Start the mail store.\\n• Fix it.')
  expect(sources).toEqual(['TASK-3', 'TASK-3:5', 'bbbbbbb'])
})

test('where they have found nothing, the log is shown from its end', async () => {
  const { text, sources } = await told(failure)
  expect(text).toContain('The end of its log:')
  expect(text).not.toContain('Likely')
  expect(sources).toEqual(['TASK-3', 'TASK-3:3', 'TASK-3:4', 'TASK-3:5', 'TASK-3:6', 'bbbbbbb'])
})

test('who may not read the log is told nothing that comes from it', async () => {
  const { text } = await told({ ...failure, explanation }, (intent) => intent === 'logs.show')
  expect(text).not.toMatch(/mail|Mira changed/)
  expect(text).toContain('• Fix it.')
})

test('who may not see commits is not told who made them', async () => {
  const { text } = await told({ ...failure, explanation }, (intent) => intent === 'deploy.diff')
  expect(text).toContain('The mail store does not answer.')
  expect(text).not.toContain('Mira')
})
