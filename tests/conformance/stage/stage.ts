import assert from 'node:assert/strict'
import type { Answer, Place, SimulatedPerson } from '../../simulators/person.ts'
import type { SeenMessage } from '../../simulators/seen.ts'
import type { ScenarioOptions } from '../scenario.ts'
import { openDiscord } from './discord-platform.ts'
import { openBot, type StagedBot } from './open-bot.ts'
import type { Platform, PlatformName } from './platform.ts'
import { openSlack } from './slack-platform.ts'
import { forEach, type TeamMember, teamConfig } from './team.ts'

/** A platform with the bot and the people of one scenario, and what a scenario mostly says about them. */
export interface Stage extends Readonly<Record<TeamMember, SimulatedPerson>> {
  readonly platform: Platform
  /** The other platform, where the scenario wants both on one bot; every person has an account on each. */
  readonly other: Platform
  readonly bot: StagedBot
  person(name: string): SimulatedPerson
  /** Says something to the bot, and gives its answer that says this. */
  asks(person: SimulatedPerson, text: string, expected: string | RegExp, place?: Place): Promise<SeenMessage>
  /** What the bot says in the thread of a message, now or later. */
  hears(person: SimulatedPerson, of: SeenMessage, expected: string | RegExp): Promise<SeenMessage>
  /** Asks for a deployment, and gives the card that is to be confirmed. */
  proposes(person: SimulatedPerson, deployment: string, place?: Place): Promise<SeenMessage>
  /** The same message once it says this. */
  becomes(person: SimulatedPerson, message: SeenMessage, expected: string | RegExp): Promise<SeenMessage>
  /** That whatever happens meanwhile, the bot says nothing that others could read. */
  staysQuiet(meanwhile: () => Promise<unknown>): Promise<void>
  /** Presses a button, wherever the platform has put it: rare ones stand in a menu. */
  chooses(person: SimulatedPerson, message: SeenMessage, label: string): Promise<Answer>
  /** What only this person is shown. */
  isTold(person: SimulatedPerson, expected: string | RegExp): Promise<SeenMessage>
  /** What the bot writes to somebody directly. */
  hearsDirectly(person: SimulatedPerson, expected: string | RegExp): Promise<SeenMessage>
  /** Everything of the bot in the thread of a message. */
  answersTo(message: SeenMessage): readonly SeenMessage[]
  /** Resolves when the bot has nothing left to do at this moment. */
  settled(): Promise<void>
  /** That so many deployments were asked for, no more and no fewer. */
  deployed(times: number): Promise<void>
}

/** Only a scenario that fails waits so long. */
const SEEN_WITHIN_MS = 45_000

export async function openStage(
  name: PlatformName,
  scenario: ScenarioOptions,
): Promise<Stage & { close(): Promise<void> }> {
  const platform = await openPlatform(name)
  const other = scenario.isOnBoth ? await openPlatform(name === 'Discord' ? 'Slack over HTTP' : 'Discord') : undefined
  const all = other ? [platform, other] : [platform]
  const { config = {}, ...world } = scenario
  const channel = (called: string): string => platform.channelId(platform.newChannel(called))
  const more = typeof config === 'function' ? config(channel, platform.group) : config
  const built = teamConfig(
    forEach((who) => all.map(({ person }) => person(who).userId)),
    more as Readonly<Record<string, unknown>>,
  )
  const bot = await openBot({ ...world, config: built }, async (...given) =>
    (await Promise.all(all.map(({ connect }) => connect(...given)))).flat(),
  )
  const words = wordsOn(platform, bot)
  return {
    ...forEach((who) => platform.person(who)),
    ...words,
    platform,
    bot,
    get other() {
      if (!other) throw new Error('the scenario is on one platform')
      return other
    },
    person: (who) => platform.person(who),
    async close() {
      await bot.close()
      for (const { stop } of all) await stop()
    },
  }
}

const openPlatform = (name: PlatformName): Promise<Platform> => (name === 'Discord' ? openDiscord() : openSlack(name))

function wordsOn(platform: Platform, bot: StagedBot) {
  const stands = ({ channel, thread, id }: SeenMessage, place: Place): boolean =>
    channel === place.channel && (place.thread === undefined || thread === place.thread || id === place.thread)
  const says = (text: string, expected: string | RegExp): boolean =>
    typeof expected === 'string' ? text.includes(expected) : expected.test(text)
  const stage = {
    async asks(person: SimulatedPerson, text: string, expected: string | RegExp, place?: Place): Promise<SeenMessage> {
      return stage.hears(person, await person.mentions(text, place), expected)
    },
    hears(person: SimulatedPerson, of: SeenMessage, expected: string | RegExp): Promise<SeenMessage> {
      const place = platform.threadOf(of)
      return found(
        person,
        `the bot saying ${expected} in the thread of “${of.text.split('\n')[0]}”`,
        (one) => one.byBot && !one.onlyForMe && one.id !== of.id && stands(one, place) && says(one.text, expected),
      )
    },
    proposes(person: SimulatedPerson, deployment: string, place?: Place): Promise<SeenMessage> {
      return stage.asks(person, `deploy ${deployment}`, `${deployment}?`, place)
    },
    becomes(person: SimulatedPerson, message: SeenMessage, expected: string | RegExp): Promise<SeenMessage> {
      return found(
        person,
        `“${message.text.split('\n')[0]}” becoming ${expected}`,
        (one) => one.id === message.id && one.channel === message.channel && says(one.text, expected),
      )
    },
    async staysQuiet(meanwhile: () => Promise<unknown>): Promise<void> {
      const said = () =>
        platform
          .person('olga')
          .messages()
          .filter(({ author, byBot }) => byBot && author === 'Shipmate')
      const before = said().length
      await meanwhile()
      await stage.settled()
      assert.deepEqual(
        said()
          .slice(before)
          .map(({ text }) => text),
        [],
        'what the bot says',
      )
    },
    chooses(person: SimulatedPerson, message: SeenMessage, label: string): Promise<Answer> {
      const now = person.again(message) ?? message
      const menu = now.menus.find(({ options }) => options.some((option) => option.label === label))
      const option = menu?.options.find((one) => one.label === label)
      return menu && option ? person.selects(now, menu.id, option.value) : person.presses(now, label)
    },
    isTold(person: SimulatedPerson, expected: string | RegExp): Promise<SeenMessage> {
      return found(
        person,
        `${person.name} alone being told ${expected}`,
        (one) => one.byBot && one.onlyForMe && says(one.text, expected),
      )
    },
    hearsDirectly(person: SimulatedPerson, expected: string | RegExp): Promise<SeenMessage> {
      return found(
        person,
        `${person.name} being written to: ${expected}`,
        (one) => one.byBot && one.channel === platform.directPlace(person).channel && says(one.text, expected),
      )
    },
    answersTo(message: SeenMessage): readonly SeenMessage[] {
      const place = platform.threadOf(message)
      const reader = platform.person('olga')
      return reader.messages().filter((one) => one.byBot && one.id !== message.id && stands(one, place))
    },
    async settled(): Promise<void> {
      await platform.settled()
      await bot.bot().settled()
      bot.clock.pass(2_000)
      await bot.bot().settled()
    },
    async deployed(times: number): Promise<void> {
      await stage.settled()
      assert.equal(await bot.count('cicd.deploy.requested'), times, 'deployments asked for')
    },
  }
  return stage

  /** The same with what was seen in its place, for whoever reads of a failure. */
  async function found(
    person: SimulatedPerson,
    what: string,
    passes: (message: SeenMessage) => boolean,
  ): Promise<SeenMessage> {
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      const seen = person.messages().map(({ author, text }) => `    ${author}: ${text.replaceAll('\n', ' ⏎ ')}`)
      late.reject(new Error(`${person.name} waits in vain for ${what}, and sees\n${seen.join('\n')}`))
    }, SEEN_WITHIN_MS)
    // The platforms' people lose patience sooner, which a slow machine is no reason for.
    let isOver = false
    const looks = async (): Promise<SeenMessage> =>
      person.sees(passes).catch((error: unknown) => (isOver ? Promise.reject(error) : looks()))
    const seen = looks()
    seen.catch(() => undefined)
    try {
      return await Promise.race([seen, late.promise])
    } finally {
      isOver = true
      clearTimeout(timer)
    }
  }
}
