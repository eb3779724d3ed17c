import { shortDigest } from '../../../../src/domain/plans/planned-image.ts'
import { oneLine } from '../one-line.ts'

/** Two images, as short as they can be told apart: by their tags, by tags with digests, or by their whole names. */
export function imageChange(before: string, after: string): { readonly from: string; readonly to: string } {
  const [one, other] = [partsOf(oneLine(before)), partsOf(oneLine(after))]
  if (one.repository !== other.repository) return { from: wholeOf(before), to: wholeOf(after) }
  if (one.tag !== other.tag && one.tag !== '' && other.tag !== '') return { from: one.tag, to: other.tag }
  return { from: exactOf(one), to: exactOf(other) }
}

interface Parts {
  readonly repository: string
  readonly tag: string
  readonly digest: string
}

/** A colon before the last slash belongs to the port of a registry. */
function partsOf(image: string): Parts {
  const [name = '', digest = ''] = image.split('@')
  const at = name.lastIndexOf(':')
  const hasTag = at > name.lastIndexOf('/')
  return { repository: hasTag ? name.slice(0, at) : name, tag: hasTag ? name.slice(at + 1) : '', digest }
}

const exactOf = ({ tag, digest }: Parts): string =>
  [...(tag === '' ? [] : [tag]), ...(digest === '' ? [] : [shortDigest(digest)])].join('@') || 'latest'

const LONGEST = 120

function wholeOf(image: string): string {
  const [name = '', digest] = oneLine(image).split('@')
  const whole = digest === undefined ? name : `${name}@${shortDigest(digest)}`
  return whole.length > LONGEST ? `…${whole.slice(1 - LONGEST)}` : whole
}
