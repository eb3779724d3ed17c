import type { EnvironmentId, ServiceId, ThreadId } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { Zone } from '../../domain/local-time.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import type { Texts } from '../../texts/texts.ts'

/** What a question names, and what it means by “it”. What is left open is told for all that its person may see. */
export interface AskedAbout {
  readonly service?: ServiceId
  readonly environment?: EnvironmentId
  /** A tag or a commit. */
  readonly version?: string
  /** `TASK-7`. */
  readonly task?: string
  /** It points at something (“this release”): what happened in this thread comes first. */
  readonly pointing?: true
  /** A word in the place of a name that is none: `qa` in “the url of qa”. */
  readonly unknown?: string
}

/** A fact that people ask for in words of their own, and that no intent of the catalog is about. */
export type AskedFact = { readonly about: AskedAbout } & (
  | { readonly kind: 'address' }
  /** Who approved or deployed a release, or when. `back`: only rollbacks are meant. */
  | { readonly kind: 'deployment'; readonly asks: 'approver' | 'deployer' | 'moment'; readonly back: boolean }
  /** How long a deployment took, has run so far, or usually takes; or a rollback. */
  | { readonly kind: 'duration'; readonly asks: 'took' | 'so-far' | 'usually'; readonly back: boolean }
  /** Which versions can be deployed. */
  | { readonly kind: 'versions'; readonly newest: boolean }
  /** Which environments or services there are. */
  | { readonly kind: 'places'; readonly by: 'environment' | 'service' }
  /** What differs between two environments. */
  | { readonly kind: 'comparison'; readonly environments: readonly [EnvironmentId, EnvironmentId] }
  /**
   * How a canary is doing; the wish that it becomes the release or is stopped; or what cannot be had: another share, or to
   * wait for a condition.
   */
  | { readonly kind: 'canary'; readonly asks: 'state' | 'promotion' | 'cancellation' | 'share' | 'condition' }
  /** Whether the plan that its person was asked about is safe. */
  | { readonly kind: 'plan-risk' }
  /** Which deployments are still to start, which places people have locked, or which freezes there are. */
  | { readonly kind: 'gates'; readonly asks: 'schedules' | 'locks' | 'freezes' }
  /** How many instances run. */
  | { readonly kind: 'replicas' }
  /** What serves everywhere. */
  | { readonly kind: 'live' }
  /** What its person may do. */
  | { readonly kind: 'rights' }
  /** Who may deploy. */
  | { readonly kind: 'holders' }
  /** Who can approve what is to be changed. */
  | { readonly kind: 'approvers' }
)

/** What serves, and what its person may do, is told by the capabilities of these names. */
export type ToldFact = Exclude<AskedFact, { kind: 'rights' | 'live' }>

export const isToldFact = (fact: AskedFact): fact is ToldFact => fact.kind !== 'rights' && fact.kind !== 'live'

/** The part of a fact that its own file reads from the words. */
export type FactOf<Kind extends AskedFact['kind']> = Extract<AskedFact, { kind: Kind }>
export type Asked<Kind extends AskedFact['kind']> = Omit<FactOf<Kind>, 'about'>

/** What a fact is told from. */
export interface Telling {
  /** Shows only what its person may see. */
  readonly scope: ReaderScope
  readonly thread: ThreadId
  readonly now: Date
  /** Whose clocks times are told by: of the person who asks, where they are known. */
  readonly zone: Zone
  /** Of the person who asks. */
  readonly language: Language | undefined
  readonly texts: Texts
}
