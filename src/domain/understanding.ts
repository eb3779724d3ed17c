import type { UserId } from './ids.ts'
import type { Zone } from './local-time.ts'

/** What an intent does to the world: `read` answers at once, `change` may need confirmation, `danger` always does. */
export type Effect = 'read' | 'change' | 'danger'

/** Values found for slots, normalised as intents/catalog.yaml says. */
export type Slots = { readonly [slot: string]: string | number | undefined }

/** A name that is no name of the catalog but close to one. It is asked about, never taken, before a change. */
export interface NearMiss {
  readonly slot: 'service' | 'environment'
  readonly typed: string
  /** Catalog ids, the likeliest first; never empty. */
  readonly candidates: readonly string[]
  /** Nothing is misspelled: all of them were named, and only one can be meant. */
  readonly named?: true
}

/** Another request that a message may be. */
export interface OtherReading {
  readonly intent: string
  /** From 0 to 1. */
  readonly confidence: number
  /** What the message itself says for this intent's slots; empty where it is hardly likely. */
  readonly slots: Slots
}

/** What a message was understood to ask for. */
export interface Understanding {
  /** An id of intents/catalog.yaml, `out_of_scope` included. */
  readonly intent: string
  /** From 0 to 1. */
  readonly confidence: number
  readonly slots: Slots
  /** Needed slots with no value, in the order they are to be asked for. */
  readonly missing: readonly string[]
  readonly nearMisses: readonly NearMiss[]
  /** Words in the place of a name that resemble nothing: `deploy foo to staging`. */
  readonly unknownNames: readonly { readonly slot: 'service' | 'environment'; readonly typed: string }[]
  /** A word stands where a name would, and nothing was made of it: `roll back the database`. Nothing is assumed then. */
  readonly hasUnreadName?: true
  /** Slots filled from what was said around the request, in earlier turns or beside it; shown to the person. */
  readonly carriedOver: readonly string[]
  /** Those of them that the same message says beside its request; never empty. */
  readonly besideRequest?: readonly string[]
  /** What else it may ask for, the likeliest first. */
  readonly alternatives: readonly OtherReading[]
  /** `request`: it came as intent and slots, and no words were read. */
  readonly via: 'request' | 'rules' | 'model' | 'llm'
  /** The language model that read this message, or the earlier one it continues. What it leads to is confirmed. */
  readonly model?: string
}

/** An earlier turn of the same thread. */
export interface Turn {
  readonly by: UserId
  readonly intent: string
  readonly slots: Slots
  /** The language model that read it, if one did. */
  readonly model?: string
  /** What the answer to it listed, in the order it was shown; never empty. */
  readonly listed?: readonly ListedThing[]
  readonly at: string
}

/** One thing of a list the bot has just shown. */
export interface ListedThing {
  /** A slot, such as `task`; what has no slot of its own (`deployment`) is known by its values. */
  readonly kind: string
  readonly id: string
  /** What the list said of it: `service`, `environment`, `state` … */
  readonly values: Slots
}

/** What a message is understood against. */
export interface DialogueContext {
  readonly by: UserId
  /** Oldest first, at most 10. */
  readonly turns: readonly Turn[]
  /** Whose clocks this person means; left out where they are not known. */
  readonly timeZone?: Zone
  /** What the bot showed last, in the order it was shown: "the second one" is one of these. */
  readonly listed?: readonly ListedThing[]
  /** The bot waits for this person's answer: for a slot of a request, or for yes or no. */
  readonly waitingFor?:
    | { readonly kind: 'slot'; readonly slot: string; readonly intent: string; readonly slots: Slots }
    | { readonly kind: 'yes-or-no' }
}

/** Stands for the model when a change was read by its likeness to known requests, not by a rule; it needs confirmation. */
export const LIKENESS = 'likeness to other requests'
