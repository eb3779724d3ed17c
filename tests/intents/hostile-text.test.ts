import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectOf, intents } from '../../intents/catalog.ts'
import { REQUEST_CHARACTERS, tidy } from '../../intents/tidy.ts'
import { exampleCatalog, NO_CONTEXT, NOW, understandExample } from './support.ts'

const MESSAGE_CHARACTERS = 40_000
/** The longest message that is only prose: how fast this machine is at this moment. docs/performance.md has milliseconds. */
const PROSE = 'we looked at the dashboards for a while and nobody could say where it had come from '
/** Text that makes a pattern backtrack takes hundreds of times as long as prose; the worst of these takes some seven times. */
const TIMES_PROSE = 20
const RUNS = 12

const pieces = [
  'a',
  ' ',
  '.',
  '<',
  '<@',
  '<a|',
  '&amp;',
  ':a',
  '`',
  '```',
  '>\n',
  '*',
  '_',
  '-',
  '--',
  '/',
  '"',
  "'",
  '(',
  '$(',
  '1',
  '1 ',
  '1.',
  'v1.',
  '#1 ',
  '\u200b',
  '\u202e',
  '🚀',
  '\n',
  '\r',
  'deploy ',
  'deploy it ',
  'roll back ',
  'to staging ',
  'payments ',
  'payments staging ',
  'because ',
  'last ',
  'last 5 ',
  'in 5 ',
  'at 5 ',
  'if ',
  "don't ",
  'what is ',
  'the ',
  'please ',
  'ok ',
  'yes ',
  'no ',
  'env=',
  '--reason=',
  '--reason ',
  'branch ',
  'task 1 ',
  'status of it ',
  'build it and ',
  'paymnts ',
  'can you ',
  'is it on ',
  ', ',
  '; ',
  'show deployment status of payments history diff logs to ',
  'since ',
  'half an hour ',
  'moin ',
  'ja bitte ',
  'mach mal ',
  'sí por favor ',
  'wenn ',
  'rolle payments zurück ',
  'reinicia ',
  'aprovar ',
]

describe('whatever is typed', () => {
  test('is understood as some intent of the catalog, and never throws', () => {
    const parts = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(parts, (words) => {
        const { intent, confidence } = understandExample(words.join(''), NO_CONTEXT, NOW)
        expect(intents.has(intent)).toBe(true)
        expect(confidence).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })

  test.each(pieces.map((piece) => JSON.stringify(piece)))('%s over and over does not hold up the bot', (piece) => {
    const longest = (part: string) => part.repeat(MESSAGE_CHARACTERS).slice(0, MESSAGE_CHARACTERS)
    expect(quickestRunMs(longest(JSON.parse(piece)))).toBeLessThan(TIMES_PROSE * quickestRunMs(longest(PROSE)))
  })

  test('is read no further than a request is long', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pieces), (piece) => {
        expect(tidy(piece.repeat(10_000)).text.length).toBeLessThanOrEqual(REQUEST_CHARACTERS)
      }),
    )
  })
})

describe('shell metacharacters', () => {
  const shell = [
    '; rm -rf /',
    '&& reboot',
    '| sh',
    '$(reboot)',
    '`reboot`',
    '> /etc/passwd',
    '\\n',
    "' OR 1=1 --",
    '../../etc',
  ]

  test.each(shell)('stay text: deploy payments to staging %s', (characters) => {
    const { slots } = understandExample(`deploy payments to staging ${characters}`, NO_CONTEXT, NOW)
    expect(slots).toMatchObject({ service: 'payments', environment: 'staging' })
    expect(Object.keys(slots).sort()).toEqual(['environment', 'service'])
  })

  test.each(shell)('in a reason are kept as the reason: %s', (characters) => {
    const { slots } = understandExample(`cancel TASK-7 --reason="x ${characters}"`, NO_CONTEXT, NOW)
    expect(slots).toMatchObject({ task: 'TASK-7' })
    expect(String(slots.reason)).toMatch(/^x/)
  })
})

describe('a misspelled environment', () => {
  const names = exampleCatalog.environments.flatMap(({ id, aliases }) => [id, ...aliases])
  const requests = [
    (environment: string) => `deploy payments to ${environment}`,
    (environment: string) => `roll back payments in ${environment}`,
    (environment: string) => `promote payments to ${environment}`,
    (environment: string) => `restart payments in ${environment}`,
    (environment: string) => `deploy payments --env ${environment}`,
    (environment: string) => `payments needs to be deployed to ${environment}`,
  ]

  test('never becomes a slot of a change, whichever letter is wrong', () => {
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz')
    const misspelled = fc
      .tuple(fc.constantFrom(...names), fc.nat(), letter, fc.constantFrom('replace', 'insert', 'drop'))
      .map(([name, at, wrong, slip]) => misspell(name, at % name.length, wrong, slip))
      // "produktion" is no slip of the pen but German, "produccion" Spanish.
      .filter((typed) => typed !== '' && !['produktion', 'produccion', ...names].includes(typed))
    fc.assert(
      fc.property(misspelled, fc.constantFrom(...requests), (typed, request) => {
        const { intent, slots } = understandExample(request(typed), NO_CONTEXT, NOW)
        expect(effectOf(intent) === 'read' || slots.environment === undefined).toBe(true)
      }),
      { numRuns: 600 },
    )
  })

  test('is offered with what it may have meant', () => {
    const { nearMisses } = understandExample('roll back payments in prodcution', NO_CONTEXT, NOW)
    expect(nearMisses).toEqual([{ slot: 'environment', typed: 'prodcution', candidates: ['production'] }])
  })
})

let moment = NOW

function quickestRunMs(text: string): number {
  const runs = Array.from({ length: RUNS }, () => {
    // What was read at the same moment is remembered.
    moment = new Date(moment.getTime() + 1)
    const now = moment
    const start = process.cpuUsage()
    understandExample(text, NO_CONTEXT, now)
    // Only the sum is exact: how it is shared between the two is an estimate of the kernel's.
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...runs)
}

function misspell(name: string, at: number, letter: string, slip: string): string {
  const after = slip === 'insert' ? at : at + 1
  return name.slice(0, at) + (slip === 'drop' ? '' : letter) + name.slice(after)
}
