import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Card } from '../../src/domain/card.ts'
import { card, startChatAtTerminal } from './chat-at-terminal.ts'

type Step =
  | { readonly kind: 'says'; readonly message: number; readonly lines: number }
  | { readonly kind: 'types'; readonly text: string }
  | { readonly kind: 'pastes'; readonly text: string }
  | { readonly kind: 'moves-left'; readonly count: number }
  | { readonly kind: 'clears' }
  | { readonly kind: 'sends' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('says'), message: fc.nat(4), lines: fc.nat(5) }),
  fc.record({ kind: fc.constant('types'), text: fc.constantFrom('a', 'bc def', '東京', 'x'.repeat(9), ' ') }),
  fc.record({ kind: fc.constant('pastes'), text: fc.constantFrom('x', 'yy zz', 'x'.repeat(29), '東京'.repeat(20)) }),
  fc.record({ kind: fc.constant('moves-left'), count: fc.nat(6) }),
  fc.record({ kind: fc.constant('clears') }),
  fc.record({ kind: fc.constant('sends') }),
)

const COLUMNS = 30
const PROMPT = 'you › '
/** Takes away what stands before the cursor. */
const CTRL_U = '\u0015'

function message(name: number, lines: number, at: number): Card {
  const text = Array.from({ length: lines }, (_, line) => `${at}.${line}`).join('\n')
  return card(`message ${name}`, { tone: 'progress', blocks: lines === 0 ? [] : [{ kind: 'text', text }] })
}

/** What a screen that is never full must show, kept as simply as can be. */
function expectedScreen(steps: readonly Step[]): string {
  const shown: { name?: number; text: string }[] = []
  let typed: string[] = []
  let cursor = 0
  for (const [at, step] of steps.entries()) {
    switch (step.kind) {
      case 'says': {
        const lines = Array.from({ length: step.lines }, (_, line) => `┃ ${at}.${line}\n`).join('')
        const text = `┃ message ${step.message}\n${lines}\n`
        const before = shown.find(({ name }) => name === step.message)
        if (before !== undefined) before.text = text
        else shown.push({ name: step.message, text })
        break
      }
      case 'types':
      case 'pastes':
        typed = [...typed.slice(0, cursor), ...step.text, ...typed.slice(cursor)]
        cursor += step.text.length
        break
      case 'moves-left':
        cursor = Math.max(0, cursor - step.count)
        break
      case 'clears':
        typed = typed.slice(cursor)
        cursor = 0
        break
      case 'sends':
        shown.push({ text: `${(PROMPT + typed.join('')).trimEnd()}\n\n` })
        typed = []
        cursor = 0
    }
  }
  return (shown.map(({ text }) => text).join('') + PROMPT + typed.join('')).trimEnd()
}

test('whatever is said, changed and typed, in whatever order, the screen shows it all in its place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { terminal, types, pastes, posts } = await startChatAtTerminal({ columns: COLUMNS, rows: 1000 })
      const greeted = terminal.screen().slice(0, -PROMPT.trimEnd().length)
      terminal.resize({ columns: 400, rows: 1000 })
      for (const [at, step] of steps.entries()) {
        switch (step.kind) {
          case 'says':
            await posts(`m${step.message}`, message(step.message, step.lines, at))
            break
          case 'types':
            await types(step.text)
            break
          case 'pastes':
            await pastes(step.text)
            break
          case 'moves-left':
            await types('\u001b[D'.repeat(step.count))
            break
          case 'clears':
            await types(CTRL_U)
            break
          case 'sends':
            await types('\r')
        }
      }
      expect(terminal.screen()).toBe(greeted + expectedScreen(steps))
    }),
    { numRuns: 150 },
  )
})

test('on a small screen nothing already said is painted over or said twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.integer({ min: 5, max: 14 }), async (steps, rows) => {
      const { terminal, types, pastes, posts } = await startChatAtTerminal({ columns: COLUMNS, rows })
      const names = new Set<number>()
      for (const [at, step] of steps.entries()) {
        if (step.kind === 'says') {
          names.add(step.message)
          await posts(`m${step.message}`, message(step.message, step.lines, at))
        }
        if (step.kind === 'types') await types(step.text)
        if (step.kind === 'pastes') await pastes(step.text)
        if (step.kind === 'clears') await types(CTRL_U)
      }
      const everything = terminal.everything()
      for (const name of names) expect(everything.split(`┃ message ${name}\n`)).toHaveLength(2)
    }),
    { numRuns: 150 },
  )
})
