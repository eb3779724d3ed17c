import { environmentStream } from '../domain/environment.ts'
import { blocking, decideGates, gateIdOf, nextYes, type Verdict, type Wish } from '../domain/gates/decide-gates.ts'
import type { LockId } from '../domain/gates/place-lock.ts'
import { wishesOf } from '../domain/gates/wish.ts'
import { lockFrom } from '../domain/histories.ts'
import type { UserId } from '../domain/ids.ts'
import type { Plan } from '../domain/plan.ts'
import { otherAccountsOf } from '../domain/same-person.ts'
import type { ServiceCode } from '../ports/code-host.ts'
import { gateFacts } from '../queries/gate-facts.ts'
import { gateSentences } from '../queries/gate-sentences.ts'
import { knownChecks } from '../queries/known-checks.ts'
import type { Transaction } from '../runtime/transact.ts'
import { momentWords } from '../texts/moment-words.ts'
import type { Texts } from '../texts/texts.ts'
import type { ChangeParts } from './parts.ts'

export type GateParts = Pick<ChangeParts, 'store' | 'settings' | 'clock'> & {
  readonly delivery: Pick<ServiceCode, 'checksOf'>
}

/** What stands in the way of a plan at this moment. */
export interface Stop {
  readonly verdicts: readonly Verdict[]
  /** Why, and when it may run, as sentences. */
  readonly sentence: string
  /** A lock alone stands in the way: what is confirmed waits for it. */
  readonly lock?: LockId
}

export interface StopOptions {
  /** Ids of what others have permitted to set aside. */
  readonly overrides?: readonly string[] | undefined
  /** Given at the start: the lock is then read with the version that the start is decided on. */
  readonly transaction?: Transaction
}

/** Undefined when nothing stands in the way. */
export async function stopOf(
  plan: Plan,
  by: UserId,
  parts: GateParts,
  texts: Texts,
  options: StopOptions = {},
): Promise<Stop | undefined> {
  const accounts = otherAccountsOf(by, parts.settings.people ?? [])
  // Several deployments are a workflow that nobody has written: each is held against what holds for a deployment.
  const kind = plan.kind === 'workflow' && plan.several ? 'deploy' : plan.kind
  const looks = wishesOf(plan, by).map((wish) =>
    stopAt({ ...wish, accounts }, kind, momentOf(plan, parts), parts, texts, options),
  )
  const stops = (await Promise.all(looks)).filter((stop) => stop !== undefined)
  const [first] = stops
  if (plan.kind !== 'workflow' || !first) return first
  // Its commands wait for no lock: they are started when there is none.
  const sentence = [...new Set(stops.map((stop) => stop.sentence))].join(' ')
  return { verdicts: stops.flatMap(({ verdicts }) => verdicts), sentence }
}

const momentOf = (plan: Plan, { clock }: GateParts): Date =>
  plan.kind === 'schedule' ? new Date(plan.at) : clock.now()

async function stopAt(
  wish: Wish,
  kind: Plan['kind'],
  now: Date,
  parts: GateParts,
  texts: Texts,
  { overrides = [], transaction }: StopOptions,
): Promise<Stop | undefined> {
  const { store, settings } = parts
  const stream = environmentStream(wish.service, wish.environment)
  const lock = transaction && { open: lockFrom(await transaction.read(stream)).lock }
  // The order and checks are those of releases; a command brings none, and a schedule is held against them when it is due.
  const checks = kind === 'schedule' ? undefined : await knownChecks(settings, wish, parts.delivery, texts)
  const found = await gateFacts(settings, store, wish, lock, checks)
  const facts = kind === 'workflow' ? { ...found, order: [] } : found
  // Locks and what is live may be others by then; a freeze will not be.
  const verdicts = blocking(decideGates(facts, wish, now)).filter(
    (verdict) => (kind !== 'schedule' || verdict.rule === 'freeze') && !overrides.includes(gateIdOf(verdict)),
  )
  if (verdicts.length === 0) return undefined
  const sentences = await gateSentences(verdicts, wish, parts, texts)
  const [first, ...others] = verdicts
  // A canary has its place already: it cannot wait in line for it.
  if (first?.rule === 'lock' && others.length === 0 && kind !== 'promote')
    return { verdicts, sentence: sentences.join(' '), lock: first.lock }
  const next = nextYes(facts, wish, now)
  const again = next && texts.gates.possibleFrom({ time: momentWords(next.toISOString(), settings.gates.timeZone) })
  return { verdicts, sentence: [...sentences, ...(again === undefined ? [] : [again])].join(' ') }
}

/** Ids of what stands in the way: what an override of it names. */
export const overridesOf = ({ verdicts }: Stop): readonly string[] => verdicts.map(gateIdOf)
