import { foundWords, MOST_BUTTONS, nextWords, repairButtons } from '../../cards/device-cards.ts'
import { ago } from '../../cards/words.ts'
import type { Block } from '../../domain/card.ts'
import type { Drift } from '../../domain/drift.ts'
import type { Place } from '../../domain/place.ts'
import { drifts, environmentLabel, runs, serviceLabel } from '../../domain/projections.ts'
import type { Run } from '../../domain/run.ts'
import type { ListedThing } from '../../domain/understanding.ts'
import { devicesSeen, type SeenDevice } from '../../queries/devices-seen.ts'
import type { WatchedDevices } from '../../queries/observe-devices.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts } from '../capability.ts'

/** Nobody reads more rows in a chat. */
const ROWS_SHOWN = 25

/** The devices of rings that have drifted, as they are at this moment, and what is done about each. */
export interface DriftedDevices {
  /** How many devices were looked at. */
  readonly looked: number
  readonly drifted: readonly { readonly seen: SeenDevice; readonly drift: Drift | undefined }[]
}

/** @throws {InventoryUnavailableError} */
export async function driftedDevices(
  rings: readonly Place[],
  watched: WatchedDevices,
  { store, clock }: Pick<AnswerParts, 'store' | 'clock'>,
  device: string | undefined,
): Promise<DriftedDevices> {
  const all = await devicesSeen(rings, watched, clock.now(), store)
  const seen = device === undefined ? all : all.filter((one) => one.device.id === device)
  const open = await openDeviceDrifts(rings, store)
  const drifted = seen
    .filter(({ observed }) => observed !== undefined)
    .map((one) => ({ seen: one, drift: open.find((drift) => isOf(drift, one)) }))
  return { looked: seen.length, drifted }
}

const isOf = (drift: Drift, { device: { id, service, ring } }: SeenDevice): boolean =>
  drift.device === id && drift.service === service && drift.environment === ring

/** Drifts of devices that are not over. */
export async function openDeviceDrifts(
  rings: readonly Place[],
  store: AnswerParts['store'],
): Promise<readonly Drift[]> {
  const found = await Promise.all(
    rings.map(({ service, environment }) =>
      store.list(drifts, { labels: ['open', serviceLabel(service), environmentLabel(environment)] }),
    ),
  )
  return found.flat().filter(({ device }) => device !== undefined)
}

/** A table, and the buttons of what was proposed. */
export async function deviceDriftBlocks(
  { drifted }: DriftedDevices,
  { store, clock }: Pick<AnswerParts, 'store' | 'clock'>,
  texts: Texts,
): Promise<readonly Block[]> {
  const shown = drifted.slice(0, ROWS_SHOWN)
  const { columns, more: moreWords, howTheyAreFixed } = texts.devices
  const { device, service, ring, found, since, next } = columns
  const now = clock.now()
  const fixes = await fixesOf(shown, store)
  const rows = shown.map(({ seen, drift }) => [
    seen.device.id,
    seen.device.service,
    seen.device.ring,
    seen.observed ? foundWords({ ...seen.observed, expected: seen.expected }, texts) : '',
    drift ? ago(drift.foundAt, now, texts) : ago(now.toISOString(), now, texts),
    nextOf(seen, drift, fixes, texts),
  ])
  const buttons = repairButtons(
    shown.flatMap(({ drift }) => drift ?? []),
    texts,
  ).slice(0, MOST_BUTTONS)
  const more = drifted.length - shown.length
  return [
    { kind: 'table', columns: [device, service, ring, found, since, next], rows },
    ...(more > 0 ? [{ kind: 'text' as const, text: moreWords({ count: more }) }] : []),
    ...(buttons.length > 0
      ? [
          { kind: 'text' as const, text: howTheyAreFixed },
          { kind: 'buttons' as const, buttons },
        ]
      : []),
  ]
}

/** What no deployment of ours has put there is shown, and left to people. */
function nextOf(
  { isFollowed }: SeenDevice,
  drift: Drift | undefined,
  fixes: ReadonlyMap<string, Run>,
  texts: Texts,
): string {
  if (drift) return nextWords(drift, fixes, texts)
  return isFollowed ? texts.devices.next.inLine : texts.devices.next.notDeployed
}

async function fixesOf(
  shown: DriftedDevices['drifted'],
  store: AnswerParts['store'],
): Promise<ReadonlyMap<string, Run>> {
  const tasks = shown.flatMap(({ drift }) => drift?.decision?.task ?? [])
  const found = await Promise.all(tasks.map((task) => store.get(runs, task)))
  return new Map(found.flatMap((run) => (run ? [[run.task, run] as const] : [])))
}

/** So that "the second one" and "the kiosk" can be found. */
export function listedDevices({ drifted }: DriftedDevices): readonly ListedThing[] {
  return drifted.slice(0, ROWS_SHOWN).map(({ seen: { device } }) => ({
    kind: 'device',
    id: device.id,
    values: { device: device.id, service: device.service, ring: device.ring },
  }))
}
