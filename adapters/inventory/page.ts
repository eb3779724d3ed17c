import { z } from 'zod'
import type { DesiredState, DeviceState } from '../../src/domain/device.ts'
import { InventoryUnavailableError } from '../../src/ports/inventory.ts'

/** What names things here and in the inventory: it becomes part of streams, labels and paths. */
const name = z
  .string()
  .regex(/^[\w][\w.:-]{0,99}$/, 'must be 1 to 100 letters, digits, dots, colons, hyphens or underscores')
const word = z.string().min(1).max(200)

const device = z.object({
  id: name,
  ring: name,
  service: name,
  version: word.nullish(),
  configHash: word.nullish(),
  running: z.boolean().nullish(),
  lastSeen: z.iso.datetime({ offset: true }),
})

const desired = z.object({
  ring: name,
  service: name,
  version: word.nullish(),
  commit: word.nullish(),
  configHash: word.nullish(),
})

/** One page of `GET /devices`, as docs/inventory.md has it. Fields that are not listed there are passed over. */
const pageSchema = z.object({
  devices: z.array(device),
  desired: z.array(desired).default([]),
  next: z.string().min(1).max(2_000).nullish(),
})

export interface Page {
  readonly devices: readonly DeviceState[]
  readonly desired: readonly DesiredState[]
  readonly next: string | undefined
}

/** @throws {InventoryUnavailableError} `rubbish`, with the first thing that is wrong. */
export function readPage(body: string): Page {
  const parsed = pageSchema.safeParse(json(body))
  if (!parsed.success) throw rubbish(problemOf(parsed.error))
  const { devices, desired: wanted, next } = parsed.data
  return {
    devices: devices.map((one) => ({ ...withoutNulls(one), lastSeen: new Date(one.lastSeen).toISOString() })),
    desired: wanted.map(withoutNulls),
    next: next ?? undefined,
  }
}

function json(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw rubbish(body.trim() === '' ? 'nothing' : 'it is not JSON')
  }
}

export function rubbish(what: string): InventoryUnavailableError {
  return new InventoryUnavailableError({ kind: 'rubbish', what })
}

/** The place and what is wrong there; the value itself may be anything and is not repeated. */
function problemOf({ issues: [first] }: z.ZodError): string {
  if (!first) return 'it is not as it should be'
  const path = first.path.map(String).join('.')
  return path === '' ? 'it is not a page of devices' : `${path} ${first.message.replace('Invalid input: ', '')}`
}

type WithoutNulls<Fields> = { [Key in keyof Fields]: Exclude<Fields[Key], null | undefined> }

/** Nothing is nothing, whether it is said or left out. */
function withoutNulls<Fields extends object>(fields: Fields): WithoutNulls<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as WithoutNulls<Fields>
}
