import { expect, test } from 'vitest'
import { componentsForm } from '../../adapters/chat/discord/outgoing/message-forms.ts'
import { type Live, statusTable } from '../../src/capabilities/deployments/status-table.ts'
import type { Health } from '../../src/domain/release.ts'
import { worstFirst } from '../../src/queries/worst-first.ts'
import { en } from '../../src/texts/en/texts.ts'
import { violations } from '../simulators/discord/message-limits.ts'
import { refuseBlocks, textsIn } from '../simulators/slack/block-rules.ts'
import { renderCard as forDiscord } from '../support/cards-in-discord.ts'
import { renderCard as forSlack } from '../support/cards-in-slack.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const release = { sha: 'a'.repeat(40), version: 'v1.0.0' }
const url = 'http://127.0.0.1'
const WELL: Health = { state: 'healthy', release, url, since: '2026-03-01T09:00:00Z' }

/** 200 services with long names, all healthy but for those that are given by their number. */
function cardOf(others: Readonly<Record<number, Partial<Live>>>) {
  const all = Array.from({ length: 200 }, (_, index): Live => {
    const place = { service: `service-with-a-rather-long-name-${index}`, environment: 'production-europe-west' }
    return { ...place, state: undefined, health: WELL, isDown: false, isChanging: false, ...others[index] }
  })
  return statusTable(all, worstFirst(all, en), NOW, en)
}

const UNHEALTHY = { health: { state: 'unhealthy', release, url, sentence: '0 of 2 replicas are ready.' } } as const
const DIFFERENT = { health: { ...WELL, release: { sha: 'b'.repeat(40), version: 'v9.9.9' } }, differs: true } as const

test('of 200 services, those that are down or differ come first, and the others are counted and in a file', () => {
  const card = cardOf({
    120: DIFFERENT,
    150: UNHEALTHY,
    199: { isDown: true, health: { state: 'nothing-deployed', url } },
  })
  expect(card.title).toBe('Down: service-with-a-rather-long-name-199 on production-europe-west')
  const table = card.blocks.find(({ kind }) => kind === 'table')
  expect(table).toMatchObject({ rows: { length: 20 } })
  expect(
    table?.kind === 'table' && table.rows.slice(0, 3).map(([service, , , health]) => [service?.slice(-3), health]),
  ).toEqual([
    ['199', 'down'],
    ['150', 'unhealthy'],
    ['120', 'healthy, serving v9.9.9'],
  ])
  const file = card.blocks.find(({ kind }) => kind === 'file')
  expect(file).toMatchObject({ name: 'status.txt', preview: '… and 180 more are healthy' })
  expect(file?.kind === 'file' && file.text.split('\n')).toHaveLength(180)
})

test('the title says how many are unhealthy where none is down', () => {
  expect(cardOf({ 7: UNHEALTHY })).toMatchObject({ title: '1 of 200 unhealthy', tone: 'danger' })
  expect(cardOf({})).toMatchObject({ title: 'What is live', tone: 'neutral' })
})

test('the status of 200 services fits the messages of Slack and Discord', () => {
  const card = cardOf({ 3: UNHEALTHY })
  const { text, blocks } = forSlack(card, 11_000)
  expect(refuseBlocks(blocks)).toBeUndefined()
  expect(text.length + textsIn(blocks).join('').length).toBeLessThanOrEqual(11_000)
  expect(violations(componentsForm(forDiscord(card)))).toEqual([])
  expect(JSON.stringify(blocks)).toContain('180 more are healthy')
  expect(JSON.stringify(forDiscord(card))).toContain('180 more are healthy')
})
