import { localTime, type Zone } from '../domain/local-time.ts'

/** `2026-03-06 15:00 UTC`, `2026-03-06 15:00 Europe/Berlin (14:00 UTC)`. @param at ISO 8601 in UTC. */
export function momentWords(at: string, zone: Zone): string {
  const utc = `${at.slice(11, 16)} UTC`
  if (zone === 'UTC') return `${at.slice(0, 10)} ${utc}`
  return `${localTime(new Date(at), zone).replace('T', ' ')} ${zone} (${utc})`
}
