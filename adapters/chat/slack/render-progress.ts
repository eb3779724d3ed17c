import type { Block, ProgressStep } from '../../../src/domain/card.ts'
import { visible } from './exact-text.ts'
import { cutInlines, type Inline, paragraph, type RichText, text } from './rich-text.ts'

type Progress = Extract<Block, { kind: 'progress' }>

const STEP_MARKS = { done: '✅', active: '⏳', pending: '▫️', failed: '❌' } as const satisfies Record<
  ProgressStep['state'],
  string
>

/** Characters of the bar: they fit into the narrowest window beside the share in words. */
const BAR_CHARS = 20

/** The steps one under the other, with how long each takes, under a bar. */
export function renderProgress({ steps, share }: Progress, max: number): readonly RichText[] {
  const bar = share === undefined ? '' : `${barText(share)}\n`
  const lines = steps.flatMap((step, index) => stepInlines(step, index === 0 ? bar : '\n'))
  return paragraph(cutInlines(steps.length === 0 ? text(bar.trimEnd()) : lines, max))
}

/** The same in words alone. */
export function progressText({ steps, share }: Progress): string {
  const bar = share === undefined ? [] : [percent(share)]
  const lines = steps.map(({ note, ...step }) => stepLine(step) + (note ? ` · ${note}` : ''))
  return [...bar, ...lines].join('\n')
}

/** Full and empty blocks differ by their shape, so they read on a light and on a dark ground. */
function barText(share: number): string {
  const full = Math.round(within01(share) * BAR_CHARS)
  return `${'█'.repeat(full)}${'░'.repeat(BAR_CHARS - full)} ${percent(share)}`
}

/** Rounded down: nothing is whole before it is. */
const percent = (share: number): string => `${Math.floor(within01(share) * 100)} %`

const within01 = (share: number): number => (Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share)))

function stepLine({ label, state }: ProgressStep): string {
  return `${STEP_MARKS[state]} ${visible(label)}`
}

/** @param before What stands before it in the same text. */
function stepInlines({ note, ...step }: ProgressStep, before: string): readonly Inline[] {
  return [...text(before + stepLine(step)), ...(note ? text(` · ${visible(note)}`, { italic: true }) : [])]
}
