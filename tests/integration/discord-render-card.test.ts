import { expect, test } from 'vitest'
import { classicForm, componentsForm } from '../../adapters/chat/discord/outgoing/message-forms.ts'
import type { Block, Button, Card } from '../../src/domain/card.ts'
import { violations } from '../simulators/discord/message-limits.ts'
import { choicesOf, textOf } from '../simulators/discord/posted-text.ts'
import { textsOf } from '../simulators/discord/rules/v2-rules.ts'
import { renderCard } from '../support/cards-in-discord.ts'

const CONFIRMATION: Card = {
  title: 'Deploy billionmail to production?',
  tone: 'warning',
  mention: 'discord:1200000000000000007',
  blocks: [
    {
      kind: 'fields',
      fields: [
        { label: 'From', value: 'v1.0.0' },
        { label: 'To', value: 'v1.1.0 (a1b2c3d)' },
        { label: 'Strategy', value: 'blue-green' },
      ],
    },
    { kind: 'text', text: 'Production always asks.' },
    {
      kind: 'table',
      columns: ['Commit', 'Subject'],
      rows: [
        ['a1b2c3d', 'Faster *start*'],
        ['0f9e8d7', '修复'],
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { id: 'c1', label: 'Confirm', style: 'primary' },
        { id: 'c2', label: 'Cancel', style: 'plain' },
      ],
    },
  ],
  footnote: 'Expires at 10:20 UTC.',
}

const FAILURE: Card = {
  title: 'Deploy failed',
  tone: 'danger',
  blocks: [
    {
      kind: 'progress',
      steps: [
        { label: 'Build', state: 'done' },
        { label: 'Start', state: 'failed' },
        { label: 'Switch', state: 'pending' },
        { label: 'Drain', state: 'active' },
      ],
    },
    { kind: 'code', text: `${'line\n'.repeat(2_000)}the last line: \`\`\`broken\`\`\`` },
    { kind: 'text', text: 'v1.0.0 still serves at http://127.0.0.1:4001/health_check.' },
  ],
}

const HOSTILE: Card = {
  title: '@everyone **bold** \u202Eevil',
  tone: 'neutral',
  mention: 'slack:U1',
  blocks: [
    {
      kind: 'text',
      text: '<@1> <@&2> <#3> @here\n# head\n- item\n1. one\n> quote ~~x~~ ||y|| `z` [a](https://b.c)\u200B',
    },
    {
      kind: 'fields',
      fields: [
        { label: '', value: ' \t ' },
        { label: '_l_', value: '__v__' },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { id: 'a', label: '@everyone\n**b**', style: 'danger' },
        { id: 'a', label: 'twice', style: 'plain' },
      ],
    },
  ],
}

/** A rollout under way, with everything a card can show. */
const ROLLOUT: Card = {
  title: 'Deploying payments v2.1.0',
  tone: 'progress',
  blocks: [
    {
      kind: 'progress',
      share: 0.42,
      steps: [
        { label: 'Build', state: 'done', note: '12 s · usually 40 s' },
        { label: 'Canary', state: 'active' },
      ],
    },
    {
      kind: 'fields',
      fields: [{ label: 'Changes', value: 'v2.0.0…v2.1.0', url: 'https://git.example/compare/a...b' }],
    },
    { kind: 'text', text: 'Traffic moves at 10:20 UTC; the freeze starts on 24 Dec, 18:00 UTC.' },
    {
      kind: 'table',
      columns: ['Minute', 'Errors'],
      rows: [['10:01', '0.1 %']],
      picture: {
        chart: { kind: 'bars', title: 'Errors', unit: '%', bars: [] },
        alt: 'Errors stay at 0.1 % after the deploy.',
      },
    },
    { kind: 'file', name: 'build log.txt', text: 'one\ntwo', preview: 'two' },
    {
      kind: 'buttons',
      buttons: [
        { id: 'b1', label: 'Stop', style: 'danger' },
        { id: 'b2', label: 'Skip the canary', style: 'plain', isRare: true },
      ],
    },
  ],
  moments: [
    { text: '10:20 UTC', at: '2026-12-01T10:20:00Z', shows: 'time' },
    { text: '24 Dec, 18:00 UTC', at: '2026-12-24T18:00:00Z', shows: 'date and time' },
  ],
  footnote: 'Started at 10:20 UTC.',
}

const nameOf = (block: Block): string | undefined => {
  if (block.kind === 'file') return 'build_log.txt'
  return block.kind === 'table' && block.picture ? 'chart.png' : undefined
}
const attachedTo = ({ blocks }: Card): ReadonlyMap<Block, string> =>
  new Map(
    blocks
      .map((block) => [block, nameOf(block)] as const)
      .filter((pair): pair is [Block, string] => pair[1] !== undefined),
  )
const shown = (card: Card) => componentsForm(renderCard(card))
const said = (card: Card): string => textsOf(shown(card).components).join('\n')

test.each([
  ['confirmation', CONFIRMATION],
  ['failure', FAILURE],
  ['hostile', HOSTILE],
  ['rollout', ROLLOUT],
  ['empty', { tone: 'progress', blocks: [] } satisfies Card],
])('%s looks as it did', async (name, card) => {
  const rendered = componentsForm(renderCard(card, attachedTo(card)))
  await expect(`${JSON.stringify(rendered, null, 2)}\n`).toMatchFileSnapshot(`../fixtures/discord/golden/${name}.json`)
})

test('a server that knows no components is shown the same in one embed', async () => {
  const rendered = classicForm(renderCard(ROLLOUT), 'a key')
  expect(violations(rendered)).toEqual([])
  await expect(`${JSON.stringify(rendered, null, 2)}\n`).toMatchFileSnapshot(
    '../fixtures/discord/golden/rollout-classic.json',
  )
})

test('a log that is too long keeps its end, and what comes after it', () => {
  expect(said(FAILURE)).toContain('the last line')
  expect(said(FAILURE)).toMatch(/still serves at http:\/\/127\.0\.0\.1:4001\/health_check\.$/)
  expect(violations(shown(FAILURE))).toEqual([])
})

test('a table that is too long keeps its first rows and says how many are missing', () => {
  const rows = Array.from({ length: 500 }, (_, index) => [`row ${index}`, 'x'.repeat(30)])
  const text = said({ tone: 'neutral', blocks: [{ kind: 'table', columns: ['a', 'b'], rows }] })
  expect(text).toContain('row 0')
  expect(text).toMatch(/… and \d+ more\n```$/)
})

test('the way to a thread is its mention, and nothing for a thread of elsewhere', () => {
  const linked = (thread: string): Card => ({
    tone: 'neutral',
    blocks: [{ kind: 'link', label: 'In *its* thread', thread }],
  })
  expect(said(linked('discord:10:42'))).toBe('In \\*its\\* thread: <#42>')
  expect(shown(linked('discord:10:42')).allowed_mentions).toEqual({ parse: [] })
  for (const thread of ['slack:C1:1.2', 'discord:1:2>x']) expect(said(linked(thread)), thread).not.toContain('<#')
})

test('only a user of Discord is mentioned', () => {
  expect(shown(HOSTILE)).toMatchObject({ components: [{ type: 17 }], allowed_mentions: { parse: [] } })
})

test('an instant is shown in each reader’s own time, and no text can make one itself', () => {
  const text = '<t:1:R> at 9:00 UTC, and 19:00 UTC'
  const moments = [{ text: '9:00 UTC', at: '2026-12-01T09:00:00Z', shows: 'time' }] as const
  const card: Card = { tone: 'neutral', blocks: [{ kind: 'text', text }], moments }
  expect(said(card)).toBe('\\<t:1:R\\> at <t:1796115600:t>, and 19:00 UTC')
})

const buttons = (count: number, more: Partial<Button> = {}): readonly Button[] =>
  Array.from({ length: count }, (_, index) => ({ id: `b${index}`, label: `service ${index}`, style: 'plain', ...more }))
const withButtons = (count: number, menu?: string): Card => ({
  tone: 'neutral',
  blocks: [{ kind: 'buttons', buttons: buttons(count), ...(menu !== undefined && { menu }) }],
})
const placeholders = (card: Card): readonly string[] =>
  JSON.stringify(shown(card)).match(/(?<="placeholder":")[^"]+/g) ?? []
const choices = (card: Card) => choicesOf({ content: '', embeds: [], components: shown(card).components as never })

test('a question with many answers is a menu that asks it', () => {
  expect(placeholders(withButtons(25, 'Which service?'))).toEqual(['Which service?'])
  expect(choices(withButtons(25, 'Which service?'))).toHaveLength(25)
})

test('more than a menu holds stand in several, each of which says what it holds, and what is too much is counted', () => {
  expect(placeholders(withButtons(60, 'Which service?'))).toEqual([
    'service 0 – service 24',
    'service 25 – service 49',
    'service 50 – service 59',
  ])
  expect(choices(withButtons(120, 'Which service?'))).toHaveLength(100)
  expect(said(withButtons(120, 'Which service?'))).toContain('… and 20 more')
})

test('of many buttons the last ones stand in a menu, so that none is lost', () => {
  expect(choices(withButtons(30))).toHaveLength(30)
  expect(placeholders(withButtons(30))).toEqual(['More…'])
})

test('what is seldom wanted stands in a menu of its own', () => {
  expect(textOf({ content: '', embeds: [], components: shown(ROLLOUT).components as never })).toContain('payments')
  expect(placeholders(ROLLOUT)).toEqual(['More…'])
})

test('of a card that says too much the longest texts are cut, and none of what follows them is lost', () => {
  const long = 'Reason upon reason why this is risky. '.repeat(150)
  const card: Card = {
    title: 'CHG-1: deploy payments v1.1.0 to production',
    tone: 'warning',
    blocks: [
      { kind: 'fields', fields: [{ label: 'Strategy', value: 'canary' }] },
      { kind: 'code', text: 'a1b2c3d Faster start (mira)\n'.repeat(90) },
      { kind: 'text', text: long },
      { kind: 'text', text: long },
      { kind: 'progress', steps: [{ label: 'check', state: 'failed' }], share: 0.5 },
      { kind: 'fields', fields: [{ label: 'Expires', value: '14:05 UTC' }] },
      { kind: 'text', text: 'Can approve: ben and olga.' },
      { kind: 'buttons', buttons: [{ id: 'a', label: 'Approve', style: 'primary' }] },
    ],
    footnote: 'Production always asks.',
  }
  const message = componentsForm(renderCard(card))
  expect(violations(message)).toEqual([])
  const said = textOf({ content: '', embeds: [], components: message.components as never })
  const kept = ['CHG-1', 'canary', 'Faster start', 'Reason upon', '❌ check', '14:05 UTC', 'ben and olga', 'Production']
  expect(kept.filter((words) => !said.includes(words))).toEqual([])
  expect(said.match(/Reason upon/g)?.length).toBeGreaterThan(40)
})

test('one text that is too long fills the room that the others leave', () => {
  const blocks: readonly Block[] = [
    { kind: 'text', text: 'Reason upon reason. '.repeat(300) },
    { kind: 'text', text: 'Can approve: ben.' },
  ]
  const { components } = componentsForm(renderCard({ tone: 'warning', blocks }))
  const said = textOf({ content: '', embeds: [], components: components as never })
  expect(said.length).toBeGreaterThan(3_900)
  expect(said).toContain('Can approve: ben.')
})
