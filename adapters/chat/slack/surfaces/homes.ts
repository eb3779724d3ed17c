import type { types, webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import type { ChatSpeech } from '../../../../src/ports/chat-speech.ts'
import type { Clock } from '../../../../src/ports/clock.ts'
import type { Home } from '../../../../src/ports/home.ts'
import { createRecent } from '../../recent.ts'
import { userId } from '../addresses.ts'
import {
  LOOKED_AT_MS,
  NOTICE_SHOWN_MS,
  PAGES_REMEMBERED,
  REFRESH_AFTER_MS,
  REFRESH_EVERY_MS,
  REFRESHED_AT_A_TIME,
} from './home-limits.ts'
import { renderHome } from './render-home.ts'

export interface HomesParts {
  readonly client: webApi.WebClient
  readonly home: Home['home']
  readonly clock: Clock
  /** The address of the workspace, where Slack has told it. */
  readonly workspace: string | undefined
  /** Counts the work among what a stopping bot waits for. */
  readonly beside: (work: Promise<void>) => void
  readonly stopped: AbortSignal
  readonly speech: Pick<ChatSpeech, 'wordsIn'>
  readonly log: Logger
}

/** The Home tab of everybody who looks at it. None of these throws. */
export interface Homes {
  /** Somebody has opened theirs. @param channel Where the bot writes to them. */
  opened(user: string, channel: string): Promise<void>
  /** What they show may have changed. */
  changed(): void
  /** Shows one sentence at the top of somebody's page. */
  tell(user: string, channel: string, sentence: string): Promise<void>
}

interface Page {
  readonly user: string
  readonly channel: string
  readonly openedAt: number
  /** What it shows, to leave out what would change nothing. */
  readonly shown?: string
  readonly notice?: { readonly text: string; readonly until: number }
}

export function createHomes({ client, home, clock, workspace, speech, beside, stopped, log }: HomesParts): Homes {
  const means = workspace === undefined ? {} : { workspace }
  const pages = createRecent<string, Page>(PAGES_REMEMBERED)
  const looking = new Set<string>()
  const stale = new Set<string>()
  /** Slack may say twice that somebody has opened theirs. */
  const opening = new Map<string, Promise<void>>()
  const publishing = new Map<string, Promise<void>>()
  const noticeTimers = new Map<string, () => void>()
  let timer: (() => void) | undefined
  let lastRefresh = Number.NEGATIVE_INFINITY
  const now = (): number => clock.now().getTime()

  stopped.addEventListener('abort', () => {
    timer?.()
    for (const off of noticeTimers.values()) off()
  })

  /** One at a time for each person: an older page must not replace a newer one. */
  function publish(user: string): Promise<void> {
    const before = publishing.get(user) ?? Promise.resolve()
    const done = before
      .then(() => publishNow(user))
      .finally(() => {
        if (publishing.get(user) === done) publishing.delete(user)
      })
    publishing.set(user, done)
    return done
  }

  async function publishNow(user: string): Promise<void> {
    try {
      const cards = await home({ by: userId(user) })
      const page = pages.get(user)
      if (!page) return
      const notice = page.notice && page.notice.until > now() ? page.notice.text : undefined
      const view = renderHome(cards, speech.wordsIn, page.channel, notice, means)
      const shown = JSON.stringify(view)
      if (shown === page.shown) return
      keep({ ...page, shown })
      await client.views.publish({ user_id: user, view: view satisfies types.HomeView })
    } catch (error) {
      const { shown: _, ...unshown } = pages.get(user) ?? {}
      if ('user' in unshown) pages.keep(user, unshown)
      log.warn({ err: error, user }, 'a home tab could not be shown')
    }
  }

  /** Takes the notice away again when its time is over. */
  function republishAt(user: string, until: number): void {
    noticeTimers.get(user)?.()
    const off = clock.at(new Date(until), () => {
      noticeTimers.delete(user)
      beside(publish(user))
    })
    noticeTimers.set(user, off)
  }

  function keep(page: Page): void {
    pages.keep(page.user, page)
    looking.add(page.user)
  }

  /** Those that nobody looks at any more are forgotten. */
  function isLookedAt(user: string): boolean {
    const page = pages.get(user)
    const isOpen = page !== undefined && now() - page.openedAt <= LOOKED_AT_MS
    if (isOpen) return true
    looking.delete(user)
    pages.forget(user)
    return false
  }

  async function refresh(): Promise<void> {
    timer = undefined
    lastRefresh = now()
    const next = [...stale].filter(isLookedAt).slice(0, REFRESHED_AT_A_TIME)
    for (const user of [...stale]) if (next.includes(user) || !looking.has(user)) stale.delete(user)
    if (stale.size > 0) schedule()
    for (const user of next) await publish(user)
  }

  function schedule(): void {
    if (timer || stopped.aborted) return
    const at = Math.max(now() + REFRESH_AFTER_MS, lastRefresh + REFRESH_EVERY_MS)
    timer = clock.at(new Date(at), () => beside(refresh()))
  }

  return {
    opened(user, channel) {
      const underWay = opening.get(user)
      if (underWay) return underWay
      const { shown: _, ...before } = pages.get(user) ?? {}
      keep({ ...before, user, channel, openedAt: now() })
      const done = publish(user).finally(() => opening.delete(user))
      opening.set(user, done)
      return done
    },
    changed() {
      if (looking.size === 0) return
      for (const user of looking) stale.add(user)
      schedule()
    },
    async tell(user, channel, sentence) {
      const notice = { text: sentence, until: now() + NOTICE_SHOWN_MS }
      keep({ ...(pages.get(user) ?? { openedAt: now() }), user, channel, notice })
      if (!stopped.aborted) republishAt(user, notice.until)
      await publish(user)
    },
  }
}
