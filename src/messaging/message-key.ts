import type { TaskId } from '../domain/ids.ts'
import { replyKey } from '../domain/message.ts'

/** The key of a card's message; the card replaces a thought that is shown. */
export function keyOf(key: string, { inPlaceOf }: { readonly inPlaceOf?: string }): string {
  return inPlaceOf === undefined ? key : replyKey(inPlaceOf)
}

const FOLLOW = 'follow-'

export function followedKey(follow: string): string {
  return `${FOLLOW}${follow}`
}

/** Whether a draft may be shown already where a message comes: a thought, or the lines of a log that is followed. */
export function mayReplaceDraft(key: string): boolean {
  return key.startsWith(replyKey('')) || key.startsWith(FOLLOW)
}

const RESULT = 'result-'

export function resultKey(task: TaskId): string {
  return `${RESULT}${task}`
}

export function isResult(key: string): boolean {
  return key.startsWith(RESULT)
}

/** The task of a result's key. */
export function taskOf(key: string): TaskId {
  return key.slice(RESULT.length) as TaskId
}

const PART = /\+\d+$/

/** @param part From 1. */
export function partKey(key: string, part: number): string {
  return part === 1 ? key : `${key}+${part}`
}

/** `+2` of a second part, nothing of a first. */
export function partOf(key: string): string {
  return PART.exec(key)?.[0] ?? ''
}
