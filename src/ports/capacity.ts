import type { Block, Moment } from '../domain/card.ts'

/** What one message of a platform carries without leaving anything out, given by its adapter. */
export interface Capacity {
  /** Of all its blocks, its title and its footnote together, as `sizeOf` counts. */
  readonly chars: number
  /** Of one text or log; at most `chars`. */
  readonly charsInBlock: number
  readonly blocks: number
  readonly fieldsInBlock: number
  /** Of one table, its head left out, and how many tables a message shows whole. */
  readonly rows: number
  readonly tables: number
  /** Set where an edit attaches no file. */
  readonly attachesOnlyToNew?: true
  /** Characters of the value of a field that shares its block with so many, itself included. */
  charsInField(fields: number): number
  /** How much of `chars` a block takes in the platform's own form, escapes included; never less for more of the same text. */
  sizeOf(block: Block, moments: readonly Moment[]): number
}
