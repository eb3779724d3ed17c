import type { Verdict } from '../domain/gates/decide-gates.ts'
import type { UserId } from '../domain/ids.ts'
import type { Zone } from '../domain/local-time.ts'
import type { Place } from '../domain/place.ts'
import { checksSentence } from './code-words.ts'
import { momentWords } from './moment-words.ts'
import type { Texts } from './texts.ts'

/** What the word of a rule is told with. */
export interface GateTelling {
  readonly place: Place
  /** Whose clocks a time is told by. */
  readonly zone: Zone
  readonly nameOf: (user: UserId) => string
  readonly texts: Texts
}

/** The word of one rule, as a sentence. */
export function gateSentence(verdict: Verdict, { place: { environment }, zone, nameOf, texts }: GateTelling): string {
  const { gates } = texts
  const { until, blocks } = verdict
  const time = until === undefined ? undefined : momentWords(until, zone)
  switch (verdict.rule) {
    case 'checks':
      return checksSentence(verdict, environment, texts)
    case 'freeze': {
      const { freeze, reason } = verdict
      const words = gates.freeze[blocks ? 'stops' : 'letsRestore']
      return withReason(words({ freeze, environment, until: time ?? gates.noEnd }), reason, texts)
    }
    case 'lock': {
      const { reason } = verdict
      const words = gates.lock[blocks ? 'stops' : 'own']
      return withReason(words({ by: nameOf(verdict.by), until: time ?? gates.noEnd }), reason, texts)
    }
    case 'order': {
      const { after, healthyMinutes: minutes, finding, version = '' } = verdict
      if (finding === 'new')
        return gates.order[time === undefined ? 'left' : 'new']({ after, version, minutes, time: time ?? '' })
      return gates.order[finding]({ after, version, minutes })
    }
  }
}

function withReason(sentence: string, reason: string | undefined, { gates }: Texts): string {
  return reason === undefined ? sentence : `${sentence} ${gates.reason({ reason })}`
}
