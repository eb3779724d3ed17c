import type { Block, ProgressStep } from '../../../../src/domain/card.ts'
import { percentOf, progressBar, STEP_MARKS } from '../../progress-bar.ts'
import { visible } from './exact-text.ts'
import { cutInlines, type Inline, paragraph, type RichText, text } from './rich-text.ts'

type Progress = Extract<Block, { kind: 'progress' }>

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
  const bar = share === undefined ? [] : [`${percentOf(share)} %`]
  const lines = steps.map(({ note, ...step }) => stepLine(step) + (note ? ` · ${note}` : ''))
  return [...bar, ...lines].join('\n')
}

/** Full and empty blocks differ by their shape, so they read on a light and on a dark ground. */
function barText(share: number): string {
  const { full, empty, percent } = progressBar(share, BAR_CHARS)
  return `${'█'.repeat(full)}${'░'.repeat(empty)} ${percent}`
}

function stepLine({ label, state }: ProgressStep): string {
  return `${STEP_MARKS[state]} ${visible(label)}`
}

/** @param before What stands before it in the same text. */
function stepInlines({ note, ...step }: ProgressStep, before: string): readonly Inline[] {
  return [...text(before + stepLine(step)), ...(note ? text(` · ${visible(note)}`, { italic: true }) : [])]
}
