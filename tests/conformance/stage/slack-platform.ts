import { pino } from 'pino'
import { connectSlack } from '../../../adapters/chat/slack/connect-slack.ts'
import { manualClock } from '../../simulators/clock.ts'
import type { Failure } from '../../simulators/slack/front.ts'
import { directChannel } from '../../simulators/slack/methods/answer.ts'
import {
  APP_TOKEN,
  BOT_TOKEN,
  SIGNING_SECRET,
  type SlackServer,
  startSlackServer,
} from '../../simulators/slack/server.ts'
import type { SlackPerson } from '../../simulators/slack/slack-person.ts'
import { SPEECH } from '../../support/chat-speech.ts'
import { painter } from './painter.ts'
import type { Fault, Platform, PlatformName } from './platform.ts'

export interface SlackPlatform extends Platform {
  readonly slack: SlackServer
  person(name: string): SlackPerson
}

const log = pino({ level: process.env.CONFORMANCE_LOG ?? 'silent' })

export async function openSlack(name: PlatformName & `Slack${string}`): Promise<SlackPlatform> {
  // Its deadlines do not pass by themselves: nothing comes again merely because the machine is slow.
  const slack = await startSlackServer({ limits: 'off', clock: manualClock() })
  const isHttp = name === 'Slack over HTTP'
  const idOf = (person: string): string => slack.person(person).userId.replace('slack:', '')
  let port: number | undefined
  if (isHttp) slack.deliverTo(() => `http://127.0.0.1:${port ?? 1}/slack/events`)
  return {
    name,
    slack,
    async connect(inbox) {
      const way = isHttp ? { signingSecret: SIGNING_SECRET, port: port ?? 0 } : { appToken: APP_TOKEN }
      const chat = await connectSlack(
        { botToken: BOT_TOKEN, apiUrl: slack.apiUrl, speech: SPEECH, painter, ...way },
        inbox,
        log,
      )
      // A restarted bot is found where it was before.
      port = chat.port
      return [chat]
    },
    person: slack.person,
    showsName: (person, shown) => slack.describe(idOf(person), { profile: { display_name: shown, real_name: shown } }),
    speaks: (person, locale, zone) => slack.describe(idOf(person), { locale, ...(zone && { tz: zone }) }),
    stranger(person) {
      slack.describe(idOf(person), { team_id: 'T9OTHER', is_stranger: true })
      return { person: slack.person(person), place: {} }
    },
    isGuest: (person) => slack.describe(idOf(person), { is_restricted: true }),
    group(group, ...people) {
      const id = `S0${group.toUpperCase()}`
      slack.userGroup(id, people.map(idOf))
      return `slack:${id}`
    },
    deploysPullRequest: 'deploy_pull_request',
    asksByCommand: (person, text, place) => person.runs('shipmate', { text }, place),
    async pressesAsked(person, message, button, answer, meanwhile) {
      const { title, text } = await slack.person(person.name).declines(message, button)
      await meanwhile?.()
      if (answer === 'yes') await person.presses(message, button)
      return `${title}\n${text}`
    },
    newChannel: (channel) => `C0${channel.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`,
    channelId: (channel) => `slack:${channel}`,
    threadOf: ({ channel, thread, id }) => (channel.startsWith('D') ? { channel } : { channel, thread: thread ?? id }),
    opensThread: ({ channel, thread, id }) => ({ channel, thread: thread ?? id }),
    directPlace: ({ userId }) => ({ channel: directChannel(userId.replace('slack:', '')) }),
    async redelivers({ channel, id, thread, text }, times) {
      const said = { channel, ts: id, threadTs: thread ?? id, deliveries: [] }
      await slack.repeat(said, times, text.includes('@') ? 'app_mention' : 'message')
    },
    async unfurls({ channel, id }) {
      await slack.unfurl({ channel, ts: id })
    },
    async deletesUnder({ channel, id }) {
      slack.deleteUnder({ channel, ts: id })
    },
    async otherBotSays(text) {
      await slack.botSays(text)
    },
    archives: (channel) => slack.spoilChannel(channel, 'is_archived'),
    removesBotFrom: (channel) => slack.removeBotFrom(channel),
    forbidsPosting: (channel) => slack.spoilChannel(channel, 'restricted_action'),
    failsPosts: (fault, times = 1) => slack.failNext('chat.postMessage', ...failures(fault, times)),
    failsEdits: (fault, times = 1) => slack.failNext('chat.update', ...failures(fault, times)),
    cutsLine: slack.dropSockets,
    posts: () => slack.calls('chat.postMessage').length,
    edits: () => slack.calls('chat.update').length,
    settled: slack.settled,
    stop: slack.stop,
  }
}

function failures(fault: Fault, times: number): readonly Failure[] {
  return Array.from({ length: times }, () => FAILURES[fault])
}

const FAILURES: Readonly<Record<Fault, Failure>> = {
  'asked to wait': { status: 429, retryAfter: 1 },
  'server error': { status: 500 },
  'answer lost': { answerLost: true },
  refused: 'fatal_error',
}
