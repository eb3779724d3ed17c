import type { Asker, Permissions } from '../access/permissions.ts'
import type { AccessPolicy } from '../access/policy.ts'
import type { ChangeWish } from '../changes/approvals/ask-for-approval.ts'
import type { SaidAnswer } from '../changes/approvals/said-answer.ts'
import type { PlanRequest } from '../changes/plan.ts'
import type { Problem } from '../changes/plans/planned.ts'
import type { Ability } from '../domain/ability.ts'
import type { Card } from '../domain/card.ts'
import type { ChangeId } from '../domain/change-request.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { Effect, Slots } from '../domain/understanding.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { StepAnswer } from '../domain/workflows/approval.ts'
import type { SlashOption } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/event-store.ts'
import type { TrafficOrigin } from '../ports/traffic.ts'
import type { WorkerRegistry } from '../ports/worker-registry.ts'
import type { WatchedDevices } from '../queries/observe-devices.ts'
import type { ScopeParts } from '../queries/scope.ts'
import type { Texts } from '../texts/texts.ts'

/** What is common to all that people can ask for. Which slots an intent has stands in intents/catalog.yaml. */
interface Definition {
  /** An id of intents/catalog.yaml; also the right that it takes. How people ask for it stands in src/texts. */
  readonly intent: keyof Texts['requests']
  readonly effect: Effect
  /** What a place must be able to for it; offered only where some place is. */
  readonly ability?: Ability
  /** Its command on platforms whose commands have options. */
  readonly command?: CommandOffer
}

/** A command; what it is for, and each option, is said by the catalogue of each language. */
export interface CommandOffer {
  readonly name: keyof Texts['commands']
  readonly options: readonly Omit<SlashOption, 'description'>[]
}

/** What an answer is made from. */
export interface AnswerParts extends ScopeParts {
  readonly store: Store<ShipmateEvent>
  readonly delivery: ScopeParts['delivery'] & TrafficOrigin
  readonly clock: Clock
  readonly permissions: Permissions
  readonly registry: Pick<WorkerRegistry, 'list'>
  /** Left out where no inventory is configured. */
  readonly devices?: WatchedDevices | undefined
  readonly workflows: Workflows
  /** Who holds which role. */
  readonly policy: AccessPolicy
}

export interface Question {
  /** The intent that was asked with: the right to each place that the answer tells of. */
  readonly right: string
  readonly asker: Asker
  /** Complete, with names of the catalog. */
  readonly slots: Slots
  /** Whether nobody but the asker reads the answer. */
  readonly direct: boolean
  /** For each intent this person may use, how to ask for it. */
  readonly examples: () => Promise<Examples>
  /** What the answer is written in. */
  readonly texts: Texts
}

export interface Example {
  readonly kind: 'read' | 'change'
  /** In words that work here, about a place of theirs. */
  readonly text: string
}

/** For each intent a person may use, how to ask for it. */
export type Examples = ReadonlyMap<string, Example>

/** Something that is answered at once. */
export interface ReadCapability extends Definition {
  readonly effect: 'read'
  answer(parts: AnswerParts, question: Question): Promise<Card>
}

/** What somebody who asks for a change wants. */
export type Wanted =
  | {
      readonly kind: 'change'
      /** A request that cannot be had is refused with its sentence. */
      readonly request: PlanRequest | Problem
      /** Why it is confirmed whatever the policy says, as a sentence. */
      readonly alwaysConfirm?: string
      /** What its person should know of it, as a sentence for the card. */
      readonly note?: string
      /** Asked for as something hard to undo, whatever the plan comes to be. */
      readonly danger?: true
      /** Others are to approve it, whatever the policy says. */
      readonly submitted?: ChangeWish
    }
  /** A word on a change request, which is decided on by itself. */
  | ({ readonly kind: 'answer-step' } & StepAnswer)
  | { readonly kind: 'answer-change'; readonly change: ChangeId; readonly answer: SaidAnswer }
  /** The reason with which a plan that was shown is submitted to others. */
  | { readonly kind: 'submit-confirmed'; readonly confirmation: string; readonly reason: string }
  /** What is shown instead, such as several that may be meant. */
  | { readonly kind: 'reply'; readonly card: Card }

/** Something that changes the world: it is planned, and confirmed as the policy says. */
export interface ChangeCapability extends Definition {
  readonly effect: 'change' | 'danger'
  /** How a person speaks of it: what a model wishes for counts only where its person has spoken of that. */
  readonly spokenOf: RegExp
  /** Whether its person may is decided on what it is about, and not before. */
  readonly decidesRight?: true
  want(parts: AnswerParts, asker: Asker, slots: Slots): Promise<Wanted>
}

export type Capability = ReadCapability | ChangeCapability
