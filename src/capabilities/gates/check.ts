import { withNamedMoments } from '../../cards/moments.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import { alwaysRequired } from '../../changes/approvals/required.ts'
import { resolveNamed } from '../../changes/plans/ref.ts'
import type { Block, Card } from '../../domain/card.ts'
import { environmentKey } from '../../domain/environment.ts'
import { blocking, decideGates, type GateFacts, nextYes, type Wish } from '../../domain/gates/decide-gates.ts'
import { concerns, nextStart } from '../../domain/gates/freeze.ts'
import { demandsChecks } from '../../domain/gates/required-checks.ts'
import { meaningOfSaid } from '../../domain/local-time.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import type { Release } from '../../domain/release.ts'
import { otherAccountsOf } from '../../domain/same-person.ts'
import type { Slots } from '../../domain/understanding.ts'
import { gateFacts } from '../../queries/gate-facts.ts'
import { gateSentences } from '../../queries/gate-sentences.ts'
import { knownChecks } from '../../queries/known-checks.ts'
import { listedPlaces } from '../../queries/listed.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import { momentWords } from '../../texts/moment-words.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** Yes or no for each place that is asked about, with every rule that has a say, and when it next becomes yes. */
async function answerCheck(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const { check } = texts.gates
  const places = await visibleTo(parts, asker, slots, right)
  if (places.length === 0) return problemCard(texts.deployments.notVisible)
  const zone = asker.timeZone ?? parts.settings.gates.timeZone
  const meaning = slots.at === undefined ? undefined : meaningOfSaid(String(slots.at), zone)
  if (slots.at !== undefined && (!meaning || meaning.kind === 'never')) {
    const time = String(slots.at).slice(0, 16).replace('T', ' ')
    return problemCard(texts.gates.schedule.never({ time, zone }))
  }
  const at = meaning?.kind === 'twice' ? meaning.first : meaning?.at
  const named = await releaseNamed(parts, slots, texts)
  if (named && 'problem' in named) return problemCard(named.sentence)
  const release = named?.release
  const told = await Promise.all(places.map((place) => checkAt(parts, { place, asker, at, release, texts })))
  return withNamedMoments({
    title: check.title({ service: String(slots.service) }),
    tone: told.every(({ isSure }) => isSure) ? 'success' : 'warning',
    listed: listedPlaces(places, slots),
    blocks: told.map(({ lines }): Block => ({ kind: 'text', text: lines.join('\n') })),
    ...(at && { footnote: check.asThingsAre }),
  })
}

/** The release that somebody asks about; undefined where it is whichever there will be. */
async function releaseNamed({ delivery, settings }: AnswerParts, { service, ref }: Slots, texts: Texts) {
  if (ref === undefined || ref === 'previous') return undefined
  const services = settings.services.map(({ id }) => id)
  return resolveNamed(delivery, String(service), String(ref), services, texts)
}

interface Asked extends Pick<Question, 'asker' | 'texts'> {
  readonly place: Place
  /** Undefined: now. */
  readonly at: Date | undefined
  /** Undefined: whichever it will be. */
  readonly release: Release | undefined
}

async function checkAt(parts: AnswerParts, { place, asker, at, release, texts }: Asked) {
  const { store, settings, clock, permissions, delivery } = parts
  const { check } = texts.gates
  const timeZone = asker.timeZone ?? settings.gates.timeZone
  const right = { intent: 'deploy.start', effect: 'change' as const, ...place }
  const access = await permissions.decide(asker, right)
  const { user: by } = asker
  const accounts = otherAccountsOf(by, settings.people ?? [])
  const found = await gateFacts(settings, store, place)
  const wish: Wish = { ...place, does: 'deploy', by, accounts, ...commitOf(release, found, place) }
  const checks = await knownChecks(settings, wish, delivery, texts)
  const facts = { ...found, ...(checks && { checks }) }
  // Which commit it will be is not known: what its checks must be is.
  const demands =
    checks === undefined && (settings.gates.requireChecks ?? []).some((rule) => demandsChecks(rule, place))
  const moment = at ?? clock.now()
  const verdicts = decideGates(facts, wish, moment)
  const isClear = blocking(verdicts).length === 0
  const yes = isClear && access.kind === 'allowed'
  const sentences = await gateSentences(verdicts, place, parts, texts)
  const approvals = alwaysRequired(settings, place, moment, texts).map(({ why }) => why)
  const lines = [
    answerLine(yes, demands, place, at && momentWords(at.toISOString(), timeZone), texts),
    ...[...(access.kind === 'refused' ? [access.sentence] : []), ...sentences, ...approvals].map((line) => `• ${line}`),
    ...(demands ? [`• ${texts.codeHost.gate.rule(place)}`] : []),
    ...(verdicts.length === 0 && !demands ? [`• ${check.nothingAgainst}`] : []),
    ...(at ? [] : await runningLine(parts, place, texts)),
    ...(isClear
      ? nextFreezeLine(facts, place, moment, timeZone, texts)
      : [nextYesLine(facts, wish, moment, timeZone, texts)]),
  ]
  return { isSure: yes && !demands, lines }
}

function commitOf(release: Release | undefined, facts: GateFacts, place: Place): Pick<Wish, 'sha'> {
  return release ? { sha: release.sha } : provenIn(facts, place)
}

/** Where no commit is named, what may go there by the order is the release that serves before it. */
function provenIn({ order, served }: GateFacts, { environment }: Place): Pick<Wish, 'sha'> {
  const rule = order.find((one) => one.environment === environment)
  const sha = rule && served[rule.after]?.[0]?.sha
  return sha === undefined ? {} : { sha }
}

function answerLine(
  yes: boolean,
  demandsGreen: boolean,
  { environment }: Place,
  time: string | undefined,
  { gates: { check } }: Texts,
): string {
  if (yes && demandsGreen)
    return time === undefined ? check.yesIfGreen({ environment }) : check.yesIfGreenAt({ environment, time })
  if (time === undefined) return yes ? check.yes({ environment }) : check.no({ environment })
  return yes ? check.yesAt({ environment, time }) : check.noAt({ environment, time })
}

async function runningLine(
  { store }: AnswerParts,
  place: Place,
  { gates: { check } }: Texts,
): Promise<readonly string[]> {
  const state = await store.get(environments, environmentKey(place.service, place.environment))
  return state?.holder === undefined ? [] : [`• ${check.running({ task: state.holder })}`]
}

function nextYesLine(facts: GateFacts, wish: Wish, moment: Date, zone: string, { gates: { check } }: Texts): string {
  const next = nextYes(facts, wish, moment)
  return next ? check.nextYes({ time: momentWords(next.toISOString(), zone) }) : check.nextYesUnknown
}

/** A freeze that starts within this time is worth knowing. */
const SOON_MS = 7 * 24 * 60 * 60 * 1000

function nextFreezeLine(
  { freezes }: GateFacts,
  place: Place,
  moment: Date,
  zone: string,
  { gates: { check } }: Texts,
): readonly string[] {
  const starts = freezes
    .filter((freeze) => concerns(freeze, place))
    .flatMap((freeze) => {
      const at = nextStart(freeze, moment)
      return at && at.getTime() - moment.getTime() <= SOON_MS ? [{ freeze: freeze.name, at }] : []
    })
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const [first] = starts
  return first ? [check.yesUntil({ freeze: first.freeze, time: momentWords(first.at.toISOString(), zone) })] : []
}

export const deployCheck = {
  intent: 'deploy.check',
  effect: 'read',
  answer: answerCheck,
} as const satisfies ReadCapability
