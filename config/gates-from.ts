import type { Freeze, WeekWindow } from '../src/domain/gates/freeze.ts'
import { dayAfter } from '../src/domain/local-time.ts'
import type { GateSettings } from '../src/domain/settings.ts'
import { asTime, DAYS } from './gates-schema.ts'
import type { Settings } from './schema.ts'

/** When what may not run, in the shape that decisions are made on. */
export function gatesFrom({ freezes, order, requireChecks, locks, schedule, timeZone }: Settings): GateSettings {
  return {
    freezes: freezes.map((freeze) => freezeFrom(freeze, timeZone)),
    order: order.map(({ environment, after, healthyForMinutes: healthyMinutes }) => ({
      environment,
      after,
      healthyMinutes,
    })),
    ...(requireChecks.length > 0 && {
      requireChecks: requireChecks.map(({ services, environments, checks }) => ({
        ...(services && { services }),
        ...(environments && { environments }),
        ...(checks && { checks }),
      })),
    }),
    lockMinutes: locks.expireAfterMinutes,
    missedMinutes: schedule.missedAfterMinutes,
    timeZone,
  }
}

type FreezeSettings = Settings['freezes'][number]

function freezeFrom(
  { name, reason, zone, from = '', to = '', weekly, services, environments, rollbacks }: FreezeSettings,
  timeZone: string,
): Freeze {
  // A date alone is frozen until its end.
  const end = to.length > 10 ? asTime(to) : to && asTime(dayAfter(to, 1))
  return {
    name,
    zone: zone ?? timeZone,
    ...(reason !== undefined && { reason }),
    ...(services && { services }),
    ...(environments && { environments }),
    ...(rollbacks && { rollbacks }),
    times: weekly ? { kind: 'weekly', windows: windowsFrom(weekly) } : { kind: 'dates', from: asTime(from), to: end },
  }
}

function windowsFrom({ days, from, to }: NonNullable<FreezeSettings['weekly']>): readonly WeekWindow[] {
  if (!days) return [{ from: weekTime(from), to: weekTime(to) }]
  return days.map((name) => {
    const day = DAYS.indexOf(name) + 1
    const endDay = to > from ? day : (day % DAYS.length) + 1
    return { from: { day, time: from }, to: { day: endDay, time: to } }
  })
}

function weekTime(text: string): WeekWindow['from'] {
  const [day = '', time = ''] = text.split(' ')
  return { day: DAYS.findIndex((name) => name === day) + 1, time }
}
