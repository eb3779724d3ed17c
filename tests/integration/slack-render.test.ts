import { expect, test } from 'vitest'
import type { Card } from '../../src/domain/card.ts'
import { textsIn } from '../simulators/slack/block-rules.ts'
import { CANCEL, CONFIRM } from '../simulators/slack/cards.ts'
import { wordsOf } from '../simulators/slack/workspace.ts'
import { renderCard } from '../support/cards-in-slack.ts'

const PLAN: Card = {
  title: 'Deploy billing to production?',
  tone: 'warning',
  mention: 'slack:U0ANA',
  blocks: [
    {
      kind: 'fields',
      fields: [
        { label: 'Service', value: 'billing' },
        { label: 'Environment', value: 'production' },
        { label: 'Version', value: 'v1.0.0 → v1.1.0 (3f2a9c1)', url: 'https://github.example/acme/compare/v1...v2' },
      ],
    },
    { kind: 'text', text: 'Ships 2 commits:\n• Round cents up\n• Retry the bank' },
    { kind: 'buttons', buttons: [CONFIRM, CANCEL] },
  ],
  footnote: 'Expires at 14:05 UTC. “it” is billing, from your last message.',
}

const PROGRESS: Card = {
  title: 'TASK-7: deploying billing to staging',
  tone: 'progress',
  blocks: [
    {
      kind: 'progress',
      share: 0.66,
      steps: [
        { label: 'Build v1.1.0', state: 'done', note: '40 s' },
        { label: 'Start', state: 'active', note: '12 s · usually 40 s' },
        { label: 'Switch', state: 'pending' },
      ],
    },
  ],
}

const FAILURE: Card = {
  title: 'TASK-8 failed: billing v1.2.0 is not healthy',
  tone: 'danger',
  mention: 'slack:U0ANA',
  blocks: [
    { kind: 'progress', steps: [{ label: 'Health', state: 'failed' }] },
    { kind: 'text', text: 'v1.1.0 still serves. Say “logs” for more.' },
    {
      kind: 'code',
      text: 'listening on 4711\n\u001b[31mGET /health 500\u001b[0m\nif (a < b && c > d) throw "*bold* `tick`"',
    },
  ],
}

const MENU: Card = {
  tone: 'warning',
  blocks: [
    { kind: 'text', text: 'Which service?' },
    {
      kind: 'buttons',
      menu: 'Choose a service',
      buttons: ['billing', 'mail & more', 'search'].map((label, index) => ({
        id: `b_${index}`,
        label,
        style: 'plain',
      })),
    },
  ],
}

const RARE: Card = {
  title: 'Approve the deployment?',
  tone: 'warning',
  blocks: [
    {
      kind: 'buttons',
      buttons: [
        CONFIRM,
        {
          id: 'b_stop',
          label: 'Stop it',
          style: 'danger',
          asks: { title: 'Stop TASK-7?', text: 'v1.1.0 is half way.', yes: 'Stop', no: 'Keep' },
        },
        { ...CANCEL, isRare: true },
        { id: 'b_glass', label: 'Break glass', style: 'danger', isRare: true },
      ],
    },
  ],
}

const AT = '2026-03-02T14:05:00.000Z'

const MOMENTS: Card = {
  title: 'Expires at 14:05 UTC',
  tone: 'neutral',
  moments: [
    { text: '14:05 UTC', at: AT, shows: 'time' },
    { text: '2026-03-02 14:05 UTC', at: AT, shows: 'date and time' },
  ],
  blocks: [
    { kind: 'text', text: 'From 2026-03-02 14:05 UTC on, or at 14:05 UTC, not at 15:05 UTC. <!date^1^{time}|x>' },
    {
      kind: 'fields',
      fields: [
        { label: 'Service', value: 'billing' },
        { label: 'Expires', value: '14:05 UTC' },
      ],
    },
    { kind: 'table', columns: ['When'], rows: [['14:05 UTC']] },
  ],
  footnote: 'Read at 14:05 UTC.',
}

const TABLE: Card = {
  title: 'Last deployments',
  tone: 'neutral',
  blocks: [
    {
      kind: 'table',
      columns: ['When', 'Version', 'By'],
      rows: [
        ['today', 'v1.1.0', 'Ana'],
        ['yesterday', 'v1.0.0', '村上'],
      ],
    },
  ],
}

const LONG: Card = {
  title: 'x'.repeat(400),
  tone: 'neutral',
  blocks: [
    { kind: 'text', text: `${'All work and no play. '.repeat(400)}` },
    { kind: 'code', text: `${'log line\n'.repeat(1_000)}the very end` },
    { kind: 'buttons', buttons: [{ id: 'b_long', label: 'Deploy '.repeat(40), style: 'danger' }] },
  ],
}

const NASTY =
  '<!channel> <@U1> *bold* _it_ ~no~ `tick` ```code``` & :tada: <https://evil|good> \u202Egnp.exe\u202C a\u200Bb'

const HOSTILE: Card = {
  title: NASTY,
  tone: 'neutral',
  mention: 'slack:U1> <!channel',
  blocks: [
    { kind: 'text', text: NASTY },
    { kind: 'fields', fields: [{ label: NASTY, value: NASTY }] },
    { kind: 'table', columns: [NASTY], rows: [[NASTY]] },
    { kind: 'code', text: NASTY },
    { kind: 'progress', steps: [{ label: NASTY, state: 'done' }] },
    { kind: 'buttons', buttons: [{ id: 'b_nasty', label: NASTY, style: 'plain' }] },
  ],
  footnote: NASTY,
}

test.each([
  ['confirmation', PLAN],
  ['progress', PROGRESS],
  ['failure', FAILURE],
  ['table', TABLE],
  ['long-text', LONG],
  ['hostile-text', HOSTILE],
  ['menu', MENU],
  ['rare-and-asking', RARE],
  ['moments', MOMENTS],
])('%s looks as it did', async (name, card) => {
  const rendered = `${JSON.stringify(renderCard(card), null, 2)}\n`
  await expect(rendered).toMatchFileSnapshot(`../fixtures/slack/golden/${name}.json`)
})

test('hostile text is only ever text: nothing but the escaped parts is read as markup', () => {
  const { text, blocks } = renderCard(HOSTILE)
  const texts: string[] = []
  JSON.stringify(blocks, (key, value) => {
    if (key === 'type') texts.push(value)
    return value
  })
  expect(new Set(texts)).toEqual(
    new Set([
      ...['header', 'plain_text', 'context', 'actions', 'button', 'table', 'raw_text'],
      ...['rich_text', 'rich_text_section', 'rich_text_preformatted', 'text'],
    ]),
  )
  expect(text).not.toMatch(/[<>]/)
  expect(textsIn(blocks).join('')).not.toMatch(/[\u202A-\u202E\u200B]/)
})

test('the way to a thread is a link of the workspace, and nothing where there is none to give', () => {
  const linked = (thread: string, workspace?: string) =>
    JSON.stringify(
      renderCard({ tone: 'neutral', blocks: [{ kind: 'link', label: 'In its thread', thread }] }, undefined, {
        workspace,
      }).blocks,
    )
  const harbour = 'https://harbour.slack.com/'
  expect(linked('slack:C0OPS:1772442000.000100', harbour)).toContain(
    '{"type":"link","url":"https://harbour.slack.com/archives/C0OPS/p1772442000000100","text":"In its thread"}',
  )
  expect(linked('slack:C0OPS', harbour)).toContain('archives/C0OPS"')
  for (const thread of ['discord:1:2', 'slack:C0OPS/../x', 'slack:C0OPS:1">evil']) {
    expect(linked(thread, harbour), thread).toBe('[]')
  }
  expect(linked('slack:C0OPS:1772442000.000100')).toBe('[]')
})

test('when code must be cut, its end stays; text keeps its beginning', () => {
  const words = wordsOf(renderCard(LONG))
  expect(words).toContain('the very end')
  expect(words).toContain('All work')
})

test('of too many blocks the buttons stay, and it says that there is more', () => {
  const buttons = { kind: 'buttons', buttons: [CONFIRM, CANCEL] } as const
  const lines = Array.from({ length: 60 }, (_, index) => ({ kind: 'text', text: `line ${index}` }) as const)
  const { blocks } = renderCard({ ...PLAN, blocks: [...lines, buttons] })
  expect(blocks).toHaveLength(50)
  expect(wordsOf({ text: '', blocks })).toMatch(/line 44\n… more than Slack shows in one message.\nConfirmCancel/)
})

test('of a card that says too much the longest texts are cut, and none of what follows them is lost', () => {
  const long = 'Reason upon reason why this is risky. '.repeat(150)
  const said = wordsIn({
    title: 'CHG-1: deploy payments v1.1.0 to production',
    tone: 'warning',
    blocks: [
      { kind: 'code', text: 'a1b2c3d Faster start (mira)\n'.repeat(90) },
      ...Array.from({ length: 4 }, () => ({ kind: 'text', text: long }) as const),
      { kind: 'fields', fields: [{ label: 'Expires', value: '14:05 UTC' }] },
      { kind: 'text', text: 'Can approve: ben and olga.' },
      { kind: 'buttons', buttons: [CONFIRM, CANCEL] },
    ],
    footnote: 'Production always asks.',
  })
  const kept = ['CHG-1', 'Faster start', 'Reason upon', '14:05 UTC', 'ben and olga', 'Confirm', 'Production always']
  expect(kept.filter((words) => !said.includes(words))).toEqual([])
})

const wordsIn = (card: Card): string => textsIn(renderCard(card).blocks).join('\n')
