import type { Block, Field } from '../domain/card.ts'
import type { CiAsked } from '../domain/ci-asked.ts'
import { CI_NAMES, type CiPart } from '../domain/ci-run.ts'
import { hasEnded, type Run } from '../domain/run.ts'
import type { StepState } from '../domain/workflow.ts'
import type { Texts } from '../texts/texts.ts'

/** A card holds more, but nobody reads more of it while it changes. */
const MOST_PARTS = 8

/** The runs of CI systems that a task follows: each with its jobs, how they stand, and where they are shown. */
export function ciBlocks(run: Run, labelOf: (step: string) => string, texts: Texts): readonly Block[] {
  if (hasEnded(run)) return []
  return Object.entries(run.ci ?? {}).flatMap(([step, asked]): readonly Block[] => {
    if (!asked.sight || isOver(run.steps[step])) return []
    return [{ kind: 'fields', fields: fieldsOf(labelOf(step), asked, asked.sight, texts) }]
  })
}

/** How it stands with the run that a step has asked for, in a sentence; undefined where it has asked for none. */
export function ciLine({ ci }: Run, step: string, label: string, texts: Texts): string | undefined {
  const asked = ci?.[step]
  if (!asked) return undefined
  const system = CI_NAMES[asked.system]
  if (!asked.sight) return texts.ci.asked({ step: label, system })
  return texts.ci.on({ step: label, system, state: texts.ci.states[asked.sight.state] })
}

const isOver = (state: StepState | undefined): boolean =>
  state !== 'paused' && state !== 'running' && state !== 'requested'

function fieldsOf(
  label: string,
  { system }: CiAsked,
  { number, url, state, parts }: NonNullable<CiAsked['sight']>,
  { ci: words }: Texts,
): readonly Field[] {
  const name = number === undefined ? CI_NAMES[system] : words.run({ system: CI_NAMES[system], number })
  const shown = parts.length > MOST_PARTS ? nearest(parts) : parts
  const left = parts.length - shown.length
  return [
    { label, value: words.at({ state: name, step: words.states[state] }), url },
    ...shown.map((part) => ({ label: part.name, value: stateOf(part, words), ...(part.url && { url: part.url }) })),
    ...(left > 0 ? [{ label: '…', value: words.more({ count: left }) }] : []),
  ]
}

function stateOf({ state, step }: CiPart, words: Texts['ci']): string {
  const said = words.states[state]
  return step === undefined ? said : words.at({ state: said, step })
}

/** What fails or runs first; of the rest those around it. */
function nearest(parts: readonly CiPart[]): readonly CiPart[] {
  const at = parts.findIndex(({ state }) => state === 'failed' || state === 'running')
  const from = Math.max(0, Math.min(at - 1, parts.length - MOST_PARTS))
  return parts.slice(from, from + MOST_PARTS)
}
