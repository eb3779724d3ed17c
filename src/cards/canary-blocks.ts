import type { Block } from '../domain/card.ts'
import { targetOf } from '../domain/plan.ts'
import { canaryWords } from '../domain/plans/deploy.ts'
import type { CanarySettings } from '../domain/release.ts'
import type { Run } from '../domain/run.ts'

/** How a canary is doing, or did. Nothing before it starts, nor after it was stopped: the result card says why. */
export function canaryBlocks(run: Run): readonly Block[] {
  const canary = targetOf(run)?.canary
  const text = canary && wordsOn(run, canary)
  return text === undefined ? [] : [{ kind: 'text', text }]
}

function wordsOn(run: Run, canary: CanarySettings): string | undefined {
  const { phase, canary: look, plan, task } = run
  // Cancelled or broken right after its verdict, it was not promoted; the result card says so.
  if (run.state === 'failed' || run.state === 'cancelled') return undefined
  if (look?.word.kind === 'promote') return promotedWords(run, look)
  if (phase !== 'canary') return undefined
  const seen = look
    ? `${after(look.minutes)}: ${look.reasons.join(' ')}`
    : 'I compare it with the live release every minute.'
  return `${plan.release.version} gets ${canaryWords(canary)}. ${seen} To stop it: cancel ${task}`
}

function promotedWords({ state }: Run, { inconclusive, minutes, reasons }: NonNullable<Run['canary']>): string {
  const promoted = `${state === 'succeeded' ? 'promoted' : 'promoting'} to all users`
  const verdict = inconclusive ? 'inconclusive' : 'passed'
  return `Canary ${verdict} ${after(minutes).toLowerCase()}; ${promoted}. ${reasons.join(' ')}`
}

function after(minutes: number): string {
  return minutes === 0 ? 'In its first minute' : `After ${minutes} min`
}
