import type { Language } from '../../src/domain/language.ts'
import { anyOf, OTHER_LANGUAGES } from '../languages.ts'
import { matchesOf } from '../matches.ts'
import type { Entity, Span } from './entity.ts'

/** What is set against the request: "instead of checkout", "not v1.2.0", "unlike payments in production", "anything but v1.3.0". */
const CONTRAST =
  /\b(?:instead of|rather than|other than|apart from|aside from|except(?: for)?|excluding|besides|unlike|not|never|without|leav(?:e|ing)|ignor(?:e|ing)|skip(?:ping)?|forget(?: about)?|keep(?:ing)?|(?:all|any|every)(?:thing|where|one)?(?: (?:services?|environments?|envs?|versions?|releases?|places?|apps?))? but)\b/gi
interface Contrast {
  readonly contrast: RegExp
  readonly before: RegExp
}
const CONTRASTS: ReadonlyMap<string, Contrast> = new Map(
  OTHER_LANGUAGES.map(({ code, insteadOf, beforeNames }) => [
    code,
    {
      contrast: new RegExp(String.raw`(?<![\p{L}])${anyOf(insteadOf)}(?![\p{L}])`, 'giu'),
      before: new RegExp(`^[ (]*(?:${anyOf(beforeNames)} )*$`, 'i'),
    },
  ]),
)

/** A contrast is with the value behind it and those joined to that one. */
const BEFORE_CONTRASTED =
  /^[ (]*(?:(?:the|our|a|in|on|to|for|at|from|of|with|version|that|touch(?:ing)?|deploy(?:ing)?|restart(?:ing)?) )*$/i
const JOINED = /^(?: (?:in|on|of|at|to|from)(?: the| our)?| ?,| (?:and|or|nor))? $/i

/** Said beside the request up to the end of its part of the sentence: what it is for, what it is like, what comes else. */
const BESIDE =
  /(?:\b|(?= to ))(?:so that|so (?:we|i|they|it|he|she|you|people|everyone|nobody|the \w+)\b(?!'s time|'d| (?:has to|have to|needs?|should|must|had|ought|would|want|is due)\b)|so (?=\S+ (?:can|could|will|may|might|works?|gets?|has|is|won't|doesn't)\b)|in order to|(?<=\S)(?<!\b(?:you|need|needs|want|like|have|going|able|us|someone|somebody|try|trying|time|ready|about|bot|shipmate)) to (?:unblock|fix|unbreak|help|support|mitigate|address|investigate|debug|diagnose|avoid|prevent|save|relieve|please|satisfy|see (?:if|whether)|check (?:if|whether)|make sure|get rid of|keep up with|match)\b|(?:like|as|the way|the same way) (?:we|i|you|they|he|she|it) (?:did|do|does|had|have|has|was|were|is|always|usually|already|agreed|discussed|planned|normally)\b|otherwise|or else|or (?=\S+ (?:will|breaks?|fails?|stays?)\b)|(?:before|after|while|until|till|when|once|whenever|now that|even though|although|though) (?=\S+(?: (?:in|on) \S+)? (?:is|are|was|were|has|had|breaks?|broke|fails?|failed|goes|went|comes|came|gets?|got|does|did|dies|died|starts?|started|crashes|crashed|took|takes|works?|needs?|can)\b)|(?:before|after|while|until) (?:it|this|that|he|she|they) )(?:[^.;!?,\n]|\.(?=\d)){0,300}/gi

/** Whom or what it is for: "for the checkout team", "for the payments outage". */
const FOR = /\bfor (?:the |our |some |those )?$/i
const BENEFITS =
  /^ (?:team|teams|people|folks|guys|crew|squad|devs|developers|engineers|owners?|users?|customers?|client|clients|demo|launch|incident|outage|bug|bugs|issue|issues|problem|problems|errors?|failures?|ticket|release)\b/i

/** Stretches that say why, for whom or what not: the values in them are never what a request acts on. */
export function findAdjuncts(text: string, language: Language | undefined, values: readonly Entity[]): readonly Span[] {
  const elsewhere = language && CONTRASTS.get(language)
  return [
    ...matchesOf(text, BESIDE).map((match) => ({ start: match.index, end: match.index + match[0].length })),
    ...matchesOf(text, CONTRAST).flatMap((match) =>
      // "all but production of payments" excepts the production alone.
      contrasted(match.index + match[0].length, BEFORE_CONTRASTED, text, values).map((span) =>
        EXCEPTS.test(match[0]) ? firstIn(span, values) : span,
      ),
    ),
    ...(elsewhere
      ? matchesOf(text, elsewhere.contrast).flatMap((match) =>
          contrasted(match.index + match[0].length, elsewhere.before, text, values),
        )
      : []),
    ...values.filter(({ start, end }) => FOR.test(text.slice(0, start)) && BENEFITS.test(text.slice(end, end + 16))),
  ]
}

const EXCEPTS = /\bbut$/i

function firstIn(span: Span, values: readonly Entity[]): Span {
  const first = values.find(({ start }) => start === span.start)
  return { start: span.start, end: first?.end ?? span.end }
}

function contrasted(from: number, before: RegExp, text: string, values: readonly Entity[]): readonly Span[] {
  const first = values.find(({ start }) => start >= from && before.test(text.slice(from, start)))
  if (!first) return []
  let last = first
  for (const value of values) {
    if (value.start >= last.end && JOINED.test(text.slice(last.end, value.start))) last = value
  }
  return [{ start: first.start, end: last.end }]
}
