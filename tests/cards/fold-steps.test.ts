import { expect, test } from 'vitest'
import { foldSteps } from '../../src/cards/fold-steps.ts'
import type { Card, ProgressStep } from '../../src/domain/card.ts'
import { en } from '../../src/texts/en/texts.ts'
import { renderCard as renderForDiscord } from '../support/cards-in-discord.ts'
import { renderCard as renderForSlack } from '../support/cards-in-slack.ts'

type State = ProgressStep['state']

/** So many steps in a row of each state. */
function steps(...counts: readonly (readonly [State, number])[]): readonly ProgressStep[] {
  const states = counts.flatMap(([state, count]) => Array.from({ length: count }, () => state))
  return states.map((state, index) => ({ label: `step ${index + 1}`, state }))
}

const shown = (all: readonly ProgressStep[]): readonly string[] =>
  foldSteps(all, en).map(({ label, state }) => `${label} ${state}`)

test('as many steps as are read at a glance stay as they are', () => {
  const all = steps(['done', 10], ['active', 1], ['pending', 9])
  expect(foldSteps(all, en)).toBe(all)
})

test('of sixty steps those around the one under way are shown, and how many were before and come after', () => {
  const lines = shown(steps(['done', 41], ['active', 1], ['pending', 18]))
  expect(lines).toHaveLength(22)
  expect(lines[0]).toBe('… and 31 steps done done')
  expect(lines[1]).toBe('step 32 done')
  expect(lines[11]).toBe('step 42 active')
  expect(lines.at(-2)).toBe('step 51 pending')
  expect(lines.at(-1)).toBe('… and 9 steps to come pending')
})

test('what has failed and what is under way is never folded for what is done or to come', () => {
  const lines = shown(steps(['failed', 1], ['done', 30], ['active', 12], ['pending', 30], ['failed', 2]))
  expect(lines.filter((line) => line.endsWith('failed'))).toHaveLength(3)
  expect(lines.filter((line) => line.endsWith('active'))).toHaveLength(12)
})

test('of too many that are under way at a time it is said how many more there are', () => {
  const lines = shown(steps(['failed', 1], ['active', 60]))
  expect(lines).toContain('step 1 failed')
  expect(lines.at(-1)).toBe('… and 41 more under way active')
})

test('a card of the largest workflow shows its failed and current steps, its question and its buttons on each platform', () => {
  const all = Array.from({ length: 100 }, (_, index): ProgressStep => {
    const state = index < 80 ? 'done' : index === 80 ? 'failed' : index === 81 ? 'active' : 'pending'
    return {
      label: `[${index}] `.padEnd(60, '*_'),
      state,
      note: 'since 14:05 UTC · longer than usual (usually 12 min)',
    }
  })
  const card: Card = {
    title: 'Run migrate',
    tone: 'progress',
    blocks: [
      { kind: 'progress', steps: foldSteps(all, en), share: 0.8 },
      { kind: 'text', text: 'agree: waiting for approval by one sre.' },
      { kind: 'buttons', buttons: [{ id: 'a', label: 'Approve', style: 'primary' }] },
    ],
    footnote: 'TASK-1 · asked by ana',
  }
  for (const rendered of [renderForSlack(card).blocks, renderForDiscord(card).container]) {
    const words = JSON.stringify(rendered).replaceAll('\\', '')
    const expected = [
      'Run migrate',
      '[80]',
      '[81]',
      'steps done',
      'to come',
      'waiting for approval',
      'Approve',
      'TASK-1',
    ]
    expect(expected.filter((text) => !words.includes(text))).toEqual([])
  }
})
