import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readWorkflows } from '../../config/workflows.ts'
import { parseTranscript } from '../../docs/conversation-picture/transcript.ts'
import { confirmationCard } from '../../src/cards/confirmation-card.ts'
import { runResultCard } from '../../src/cards/run-result-card.ts'
import { runStatusCard } from '../../src/cards/run-status-card.ts'
import { confirmationRule } from '../../src/changes/policy.ts'
import type { Card } from '../../src/domain/card.ts'
import type { DeployPlan } from '../../src/domain/plans/deploy.ts'
import { type Run, workflowOf } from '../../src/domain/run.ts'
import { en } from '../../src/texts/en/texts.ts'
import { NO_GATES } from '../support/no-gates.ts'

const ASKER = 'slack:ana'
const THREAD = 'slack:C1/1'
const DAY = '2026-11-20T'
const committed = { author: 'Billie Onmail', at: `${DAY}09:00:00.000Z` }

/** The sample service, whose commits have the same ids everywhere. */
const plan: DeployPlan = {
  kind: 'deploy',
  service: 'billionmail',
  environment: 'production',
  ref: 'v1.1.0',
  release: { sha: 'e5e1409b505a22c96396ca3ee44992f188d02948', version: 'v1.1.0' },
  from: { sha: 'f75709e92564aab5d4397e05ff45d5c49a27eb6c', version: 'v1.0.0' },
  commits: [
    { sha: 'e5e1409', subject: 'Release v1.1.0', ...committed },
    { sha: '2d7530d', subject: 'Say in the README where templates are', ...committed },
    { sha: '9788902', subject: 'List the mail templates', ...committed },
  ],
  commitCount: 3,
  strategy: 'blue-green',
  recipe: 'usual',
}

const question = confirmationCard(
  {
    confirmation: 'a',
    plan,
    planHash: 'b',
    thread: THREAD,
    by: ASKER,
    groups: [],
    requestedAt: `${DAY}10:14:00.000Z`,
    expiresAt: `${DAY}10:24:00.000Z`,
    rule:
      confirmationRule(plan, { services: [], environments: [], confirmationMinutes: 10, gates: NO_GATES }, en) ?? '',
    buttons: { confirm: 'confirm', cancel: 'cancel' },
    state: { kind: 'open' },
  },
  { asked: 'ana', answered: 'ana' },
  en,
)

const run: Run = {
  task: 'TASK-2',
  plan,
  by: ASKER,
  groups: [],
  thread: THREAD,
  state: 'succeeded',
  steps: { build: 'done', deploy: 'done' },
  attempts: { build: 1, deploy: 1 },
  phase: 'draining',
  requestedAt: `${DAY}10:14:20.000Z`,
  startedAt: `${DAY}10:14:20.000Z`,
  endedAt: `${DAY}10:14:21.000Z`,
}

/** A picture shows everybody the same time. */
const withoutMoments = ({ moments: _, ...card }: Card): Card => card

test('the cards in the README’s picture are what the bot says, word for word', async () => {
  const file = new URL('../../docs/images/conversation.json', import.meta.url)
  const entries = parseTranscript(await readFile(file, 'utf8'))
  const cards = entries.flatMap(({ card }) => (card ? [card] : []))
  const said = [
    question,
    runStatusCard(run, { workflow: workflowOf(run, readWorkflows()), askedBy: 'ana' }, en),
    runResultCard(run, ASKER, undefined, en),
  ]
  expect(cards).toEqual(said.map((card) => card && withoutMoments(card)))
})
