import type { Field } from '../domain/card.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import type { Foreseen, ForeseenChange } from '../domain/plans/foreseen.ts'
import { shortDigest } from '../domain/plans/planned-image.ts'
import type { Texts } from './texts.ts'

/** The image of a plan, and whether its contents are known. */
export function imageFields({ image }: DeployPlan, { forecast }: Texts): readonly Field[] {
  if (!image) return []
  const { name, pin } = image
  const value =
    pin.kind === 'digest'
      ? forecast.pin.digest({ image: name, digest: shortDigest(pin.digest) })
      : forecast.pin[pin.kind]({ image: name })
  return [{ label: forecast.image, value }]
}

/** Why a plan is known to be refused, before everything else. */
export function refusalFields({ foreseen }: DeployPlan, { forecast }: Texts): readonly Field[] {
  if (foreseen?.kind === 'unknown') return foreseen.willFail ? [{ label: forecast.willFail, value: foreseen.why }] : []
  const contested = foreseen?.changes.find((one) => one.what === 'contested')
  return contested ? [{ label: forecast.willFail, value: forecast.handOver(contested) }] : []
}

/** What a plan would change, in one line. */
export function foreseenFields({ foreseen }: DeployPlan, texts: Texts): readonly Field[] {
  // The card says so already, and first.
  if (!foreseen || (foreseen.kind === 'unknown' && foreseen.willFail)) return []
  return [{ label: texts.forecast.changes, value: foreseenWords(foreseen, texts) }]
}

export function foreseenWords(foreseen: Foreseen, texts: Texts): string {
  const { forecast } = texts
  if (foreseen.kind === 'unknown') return forecast.notAsked(foreseen)
  const { changes, more } = foreseen
  if (changes.length === 0) return forecast.nothing
  const all = [...changes.map((one) => changeWords(one, texts)), ...(more > 0 ? [forecast.more({ count: more })] : [])]
  return all.join('; ')
}

function changeWords(change: ForeseenChange, { forecast: { change: words } }: Texts): string {
  switch (change.what) {
    case 'image':
      return words.image(change)
    case 'replicas':
      return words.replicas(change)
    case 'created':
    case 'removed':
      return words[change.what](change)
    case 'variable':
      return words.variable[change.how](change)
    case 'entry':
      return words.entry[change.how](change)
    case 'field':
      return words.field[change.how](change)
    case 'contested':
      return words.contested(change)
  }
}
