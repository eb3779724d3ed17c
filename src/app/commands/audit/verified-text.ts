import type { Break, VerifiedLog } from '../../../queries/audit/verify-log.ts'

/** How the log was found, for whoever asked. */
export function verifiedText({ events, unchained, head, breaks, moreBreaks, erased, found }: VerifiedLog): string {
  const intact = breaks.length === 0
  const before = unchained
    ? [
        `The first ${unchained.events}, up to position ${unchained.last}, are from before the log was chained: the hash after them covers them as they were then.`,
      ]
    : []
  const kept = [...found].map(([hash, position]) => `Head ${short(hash)} is that of position ${position}.`)
  const next = intact
    ? [
        `Head ${head.hash} at position ${head.position}.`,
        'Keep it where nobody who can write the database gets to: `shipmate audit verify --head HASH` then finds a log that somebody rewrote.',
      ]
    : []
  return [
    intact ? `✓ The log is intact: ${events} events.` : `✗ The log is not as it was written (${events} events):`,
    ...breaks.map((one) => `  ${breakSentence(one)}`),
    ...(moreBreaks > 0 ? [`  … and ${moreBreaks} more.`] : []),
    ...before,
    ...(erased > 0
      ? [`Words or names were erased from ${erased} events, as the log itself says (docs/privacy.md).`]
      : []),
    ...kept,
    ...next,
  ].join('\n')
}

function breakSentence(one: Break): string {
  switch (one.kind) {
    case 'does-not-follow':
      return one.after === undefined
        ? `Position ${one.position} is not the first event: it was altered, or others before it were removed.`
        : `Position ${one.position} does not follow from position ${one.after}: one of them was altered, or an event between them was removed or added.`
    case 'without-hash':
      return `Position ${one.position} has no hash: Shipmate did not append it, or its hash was removed.`
    case 'other-end':
      return one.after === undefined
        ? 'Every event was removed.'
        : `The log does not end at position ${one.after}: events after it were removed, or what says where it ends was altered.`
    case 'head-is-gone':
      return `Head ${short(one.hash)} is not in the log: somebody rewrote it, or that head is of another log.`
  }
}

const short = (hash: string): string => `${hash.slice(0, 12)}…`
