import { describe, expect, test } from 'vitest'
import { PLACEHOLDER } from '../../adapters/chat/discord/limits.ts'
import { slackCapacity } from '../../adapters/chat/slack/cards/capacity.ts'
import {
  CHARS_IN_FORM_HEADING,
  CHARS_IN_FORM_LABEL,
  CHARS_IN_PLACEHOLDER,
  OPTIONS_IN_MENU,
} from '../../adapters/chat/slack/limits.ts'
import { slashCommands } from '../../src/capabilities/slash-commands.ts'
import type { Block, Button, Card } from '../../src/domain/card.ts'
import { LANGUAGES } from '../../src/domain/language.ts'
import { textsIn } from '../../src/texts/texts-in.ts'
import { renderCard as inDiscord } from '../support/cards-in-discord.ts'
import { renderCard as inSlack, renderTextOnly } from '../support/cards-in-slack.ts'
import { LOCAL_ABILITIES } from '../support/local-abilities.ts'
import { NO_GATES } from '../support/no-gates.ts'

/** What Discord takes of the description of a command or option. */
const DISCORD_DESCRIPTION = 100
/** What is left beneath the echo of the longest command. */
const DISCORD_NOTE = 400

const buttons = (count: number, more: Partial<Button> = {}): readonly Button[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `b-${index}`,
    label: `service-${index}`,
    style: 'plain',
    ...more,
  }))
const rows = Array.from({ length: 400 }, (_, index) => [`service-${index}`, 'a version of some length, v1.2.3'])

describe.each(LANGUAGES)('in “%s”', (language) => {
  const { cards, notices, deployForm, commands } = textsIn(language).platforms
  const saying = (...blocks: readonly Block[]): Card => ({
    tone: 'neutral',
    blocks,
    ...(language !== 'en' && { language }),
  })

  test('Slack says of rows, choices and blocks that they are more than it shows', () => {
    const table = JSON.stringify(inSlack(saying({ kind: 'table', columns: ['Service', 'Version'], rows })).blocks)
    expect(table).toMatch(anyNumber(cards.more))
    const menu = { kind: 'buttons', menu: 'Service', buttons: buttons(OPTIONS_IN_MENU + 5) } as const
    expect(JSON.stringify(inSlack(saying(menu)).blocks)).toContain(cards.notInMenu({ count: 5 }))
    const many = Array.from({ length: 60 }, (_, index): Block => ({ kind: 'code', text: `line ${index}` }))
    expect(JSON.stringify(inSlack(saying(...many)).blocks)).toContain(cards.longerThanSlackShows)
  })

  test('Slack says what to say in the place of buttons that it does not show', () => {
    const menu = { kind: 'buttons', menu: 'Service', buttons: buttons(2) } as const
    const answers = cards.anyOf({ labels: ['service-0', 'service-1'] })
    expect(renderTextOnly(saying(menu)).text).toBe(cards.menuNotShown({ answers }))
  })

  test('Discord says of rows and choices that they are more than it shows, and names the menu of rare ones', () => {
    const table = JSON.stringify(inDiscord(saying({ kind: 'table', columns: ['Service', 'Version'], rows })).container)
    expect(table).toMatch(anyNumber(cards.more))
    const many = { kind: 'buttons', menu: 'Service', buttons: buttons(150) } as const
    expect(JSON.stringify(inDiscord(saying(many)).container)).toMatch(anyNumber(cards.more))
    const rare = { kind: 'buttons', buttons: buttons(2, { isRare: true }) } as const
    expect(JSON.stringify(inDiscord(saying(rare)).container)).toContain(`"placeholder":"${cards.rare}"`)
  })

  test('everything fits where it stands', () => {
    const tooLong = (words: readonly string[], most: number) => words.filter(({ length }) => length > most)
    const { title, send, close, services, environments, newest, ...labels } = deployForm
    expect(tooLong([title, send, close], CHARS_IN_FORM_HEADING)).toEqual([])
    expect(tooLong([services, environments, newest], CHARS_IN_PLACEHOLDER)).toEqual([])
    expect(tooLong(Object.values(labels), CHARS_IN_FORM_LABEL)).toEqual([])
    expect(tooLong([cards.rare], PLACEHOLDER)).toEqual([])
    expect(tooLong(Object.values(notices.notRecorded), DISCORD_NOTE)).toEqual([])
    expect(tooLong([notices.recording], DISCORD_NOTE)).toEqual([])
    const offered = slashCommands(
      { services: [], environments: [], confirmationMinutes: 10, gates: NO_GATES },
      { abilities: () => LOCAL_ABILITIES },
    )
    const described = offered.flatMap(({ description, options }) => [
      description,
      ...options.map((one) => one.description),
    ])
    const descriptions = [...described.map((said) => said[language]), ...Object.values(commands)]
    expect(tooLong(descriptions, DISCORD_DESCRIPTION)).toEqual([])
    expect(descriptions.filter((words) => words.trim() === '')).toEqual([])
  })
})

test('every option of a command is described, not only named', () => {
  const offered = slashCommands(
    { services: [], environments: [], confirmationMinutes: 10, gates: NO_GATES },
    { abilities: () => LOCAL_ABILITIES },
  )
  const options = offered.flatMap(({ name, options: all }) => all.map((option) => ({ name, ...option })))
  const named = options.filter(({ slot, description }) => LANGUAGES.some((language) => description[language] === slot))
  expect(options.length).toBeGreaterThan(10)
  expect(named).toEqual([])
})

test('a card of any language is measured alike', () => {
  const block: Block = { kind: 'text', text: 'Deployed.' }
  const sizes = LANGUAGES.map((language) => slackCapacity(textsIn(language).platforms.cards).sizeOf(block, []))
  expect(new Set(sizes).size).toBe(1)
})

/** What is said with any number in it. */
function anyNumber(said: (left: { readonly count: number }) => string): RegExp {
  return new RegExp(said({ count: 12_345 }).replace('12345', '\\d+'))
}
