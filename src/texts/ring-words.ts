import type { Field } from '../domain/card.ts'
import { rolesFor } from '../domain/workflows/definition.ts'
import type { RingStage } from '../domain/workflows/ring-steps.ts'
import type { Several } from '../domain/workflows/several.ts'
import { momentWords } from './moment-words.ts'
import { lineOn } from './several-words.ts'
import type { Texts } from './texts.ts'

/** The environments of each ring in their order, and what is waited for between them. */
export function ringFields({ deployments, rings }: Several, texts: Texts): readonly Field[] {
  const stages = rings?.stages ?? []
  const { between, line } = texts.rings
  const steps = stages.flatMap((stage, index) => {
    const before = stages.slice(0, index).reduce((sum, { count }) => sum + count, 0)
    return deployments.slice(before, before + stage.count).map((one) => {
      const { value: step, ...rest } = lineOn(one, texts)
      return { ...rest, value: line({ ring: stage.ring, step }) }
    })
  })
  const [first] = stages
  const waits = [
    ...(stages.length > 1 ? [between.healthy] : []),
    ...stages.slice(1).flatMap((stage) => bakeOf(stage, texts) ?? []),
    ...stages.flatMap(({ ring, approvals }) =>
      approvals.map((approval) =>
        between.approval({ ring, ...approval, role: texts.formats.anyOf(rolesFor(approval)) }),
      ),
    ),
  ]
  const start = first?.after && (bakeOf(first, texts) ?? between.waits({ ring: first.after.ring }))
  return [
    ...steps.map((step, index) => ({ label: String(index + 1), ...step })),
    ...(start === undefined ? [] : [{ label: between.first, value: start }]),
    ...(waits.length === 0 ? [] : [{ label: between.label, value: waits.join('; ') }]),
  ]
}

function bakeOf({ after }: RingStage, { rings: { between } }: Texts): string | undefined {
  if (!after?.bake) return undefined
  const { ring, bake } = after
  if ('until' in bake) return between.until({ ring, time: momentWords(bake.until, 'UTC') })
  return between.bakes({ ring, minutes: `${bake.minutes} min` })
}
