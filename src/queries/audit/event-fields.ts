import type { Json } from '../../domain/event.ts'
import { upcast } from '../../domain/upcast.ts'
import type { ChainedRow } from '../../ports/audit-log.ts'

export type Fields = { readonly [key: string]: Json | undefined }

/** Where something happened, as far as its event says. */
export interface Where {
  readonly channel?: string
  readonly thread?: string
  readonly service?: string
  readonly environment?: string
}

/** What an event says, by the names of today. */
export function fieldsOf({ type, data }: Pick<ChainedRow, 'type' | 'data'>): Fields & { readonly type: string } {
  return upcast({ type, ...(JSON.parse(data) as Fields) }) as Fields & { readonly type: string }
}

/** A thread's id begins with its platform and its channel. @param about The first event of the same stream. */
export function whereOf(body: Fields, about: Fields): Where {
  const thread = text(partOf(body, 'thread') ?? partOf(about, 'thread'))
  const named = (name: string): string | undefined => text(partOf(body, name) ?? partOf(about, name))
  return without({
    channel: thread?.split(':')[1],
    thread,
    service: named('service'),
    environment: named('environment'),
  })
}

/** Where an event has a value: by itself, or in what it is about. */
export function partOf(fields: Fields, name: string): Json | undefined {
  const places = [fields, fields.received, fields.plan, fields.request, fields.slots].map(asFields)
  return places.map((place) => place?.[name]).find((value) => value !== undefined)
}

export const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

export const asFields = (value: Json | undefined): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined

const without = (where: { readonly [Name in keyof Where]: Where[Name] | undefined }): Where =>
  Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined))
