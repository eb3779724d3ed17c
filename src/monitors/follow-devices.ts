import { type DeviceDrift, type RepairParts, repairByPolicy } from '../changes/repair-by-policy.ts'
import type { Drift } from '../domain/drift.ts'
import { changeAfter, lookedAgain, type Seen } from '../domain/drift-looks.ts'
import type { Sighting } from '../ports/drift-source.ts'
import type { Cause } from '../runtime/transact.ts'
import { type Live, type NoteParts, noteDrift } from './note-drift.ts'

export interface FollowParts extends NoteParts {
  readonly repairs: RepairParts
}

/** More drifts of one ring are a trouble of the ring; the rest is recorded as these end. */
const MOST_OPEN = 50

/**
 * Records which devices of a ring have drifted for a while, and which are in order again; then has the policy decide on
 * those that are seen to be wrong at this moment.
 * @param seen What was seen of each device before; kept by the caller.
 */
export async function followDevices(
  parts: FollowParts,
  live: Live,
  sightings: readonly Sighting[],
  seen: Map<string, Seen>,
  cause: Cause,
  now: Date,
): Promise<void> {
  const open = new Map(
    live.open.flatMap((drift) => (drift.device === undefined ? [] : [[drift.device, drift] as const])),
  )
  const listed = new Set(sightings.map(({ device }) => device))
  const gone = [...open.keys()]
    .filter((device) => !listed.has(device))
    .map((device) => ({ device, observed: undefined }))
  let isBusy = false
  for (const { device, observed } of [...sightings, ...gone]) {
    if (device === undefined) continue
    const before = open.get(device)
    if (!observed && !before) {
      seen.delete(device)
      continue
    }
    const looked = lookedAgain(seen.get(device), { task: live.current.task, observed }, now.getTime())
    seen.set(device, looked)
    const change = changeAfter(before, looked, now.getTime())
    if (change.kind === 'begins' && open.size >= MOST_OPEN) continue
    const of = { device, card: cardAmong(open), isGone: !listed.has(device) }
    const drift = change.kind === 'none' ? before : await noteDrift(parts, live, looked, cause, now, of)
    if (drift) open.set(device, drift)
    else open.delete(device)
    if (drift && isDeviceDrift(drift) && isAlike(drift, looked))
      isBusy = (await repairByPolicy(parts.repairs, drift, cause, isBusy)) || isBusy
  }
}

function cardAmong(open: ReadonlyMap<string, Drift>): string | undefined {
  return [...open.values()].find(({ card }) => card !== undefined)?.card
}

const isDeviceDrift = (drift: Drift): drift is DeviceDrift => drift.device !== undefined

/** A device that looks right just now may have been fixed: nothing is decided until that is sure. */
function isAlike({ kind, actual }: Drift, { observed }: Seen): boolean {
  return observed?.kind === kind && observed.actual === actual
}
