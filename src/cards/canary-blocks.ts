import type { Block } from '../domain/card.ts'
import type { CanarySettings } from '../domain/release.ts'
import type { Run } from '../domain/run.ts'
import { targetOf } from '../domain/target.ts'
import { canaryWords } from './plan-fields.ts'

/** How the canary of a deployment does, or did; nothing before it begins, nor for what was put back: the result says why. */
export function canaryBlocks(run: Run): readonly Block[] {
  const canary = targetOf(run)?.canary
  const text = canary && wordsOn(run, canary)
  return text === undefined ? [] : [{ kind: 'text', text }]
}

function wordsOn(run: Run, canary: CanarySettings): string | undefined {
  const { phase, canary: look, plan, task } = run
  // One that was called off right then, or died, did not go on: its result says so.
  if (run.state === 'failed' || run.state === 'cancelled') return undefined
  if (look?.word.kind === 'go-on') return goneOn(look)
  if (phase !== 'canary') return undefined
  const seen = look
    ? `${after(look.minutes)}: ${look.reasons.join(' ')}`
    : 'I hold it against the release that serves, soon and then every minute.'
  return `${plan.release.version} gets ${canaryWords(canary)}. ${seen} To put it back: cancel ${task}`
}

function goneOn({ untold, minutes, reasons }: NonNullable<Run['canary']>): string {
  const found = reasons.join(' ')
  return untold
    ? `It could not be told in ${minutes} min as a canary how it does, so all users get it without that: ${found}`
    : `${after(minutes)} as a canary: ${found}`
}

function after(minutes: number): string {
  return minutes === 0 ? 'In its first minute' : `After ${minutes} min`
}
