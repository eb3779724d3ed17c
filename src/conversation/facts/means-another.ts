import type { PlainQuestion } from './plain-question.ts'

const ANOTHER =
  /\b(?:previous|prior|first|second|third|earlier|penultimate|before(?: last| that| it)?|yesterday|today|tonight|week|month|vorletzte\w*|vorige\w*|anterior|penultimo|ayer|gestern|heute)\b/

/** Whether a deployment is meant other than the last one: the history has it, and the last would be a wrong answer. */
export function meansAnother({ words }: PlainQuestion): boolean {
  return ANOTHER.test(words)
}
