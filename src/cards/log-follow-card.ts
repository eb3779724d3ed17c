import type { Block, Card } from '../domain/card.ts'
import type { Follow } from '../domain/log-follow.ts'
import type { Texts } from '../texts/texts.ts'
import { filterWords, lastWithin } from './log-card.ts'
import { clockTime } from './words.ts'

const MOST_LINES = 30
const CHARACTERS = 2_500

/** The last lines of a log as they come. @param lines As far as they are known. */
export function logFollowCard(follow: Follow, lines: readonly string[], texts: Texts): Card {
  const { service, environment, until, button, ended } = follow
  const { logs: words } = texts
  const filter = filterWords(follow, texts)
  const shown = ended ? ended.lines : shownWhileFollowed(lines)
  const block = blockOf(shown, texts)
  if (ended) {
    const title = words.follow.followed({ service, environment, filter })
    return { title, tone: 'neutral', blocks: [block], footnote: words.follow.ended[ended.how] }
  }
  return {
    title: words.follow.following({ service, environment, filter }),
    tone: 'progress',
    blocks: [block, { kind: 'buttons', buttons: [{ id: button, label: words.follow.stop, style: 'plain' }] }],
    footnote: words.follow.until({ time: clockTime(until) }),
  }
}

function blockOf(shown: readonly string[] | undefined, { logs: { follow } }: Texts): Block {
  if (shown === undefined) return { kind: 'text', text: follow.notShown }
  return shown.length === 0 ? { kind: 'text', text: follow.nothingYet } : { kind: 'code', text: shown.join('\n') }
}

/** The last lines that fit: the card is edited, and grows no further. */
export const shownWhileFollowed = (lines: readonly string[]): readonly string[] =>
  lastWithin(lines, CHARACTERS).slice(-MOST_LINES)
