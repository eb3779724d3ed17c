import { z } from 'zod'
import { isZone, meaningOf } from '../src/domain/local-time.ts'
import { numeric } from './schema-values.ts'

/* When what may not run: what shipmate.yaml may say of freezes, the order of environments, locks and schedules. */

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d|24:00'
const DAY_AND_TIME = new RegExp(`^(?:(?:${DAYS.join('|')}) )?(?:${TIME})$`)
const LONGEST_LOCK_MINUTES = 30 * 24 * 60
const LONGEST_HEALTHY_MINUTES = 30 * 24 * 60
const LONGEST_MISSED_MINUTES = 24 * 60

export const zone = (description: string) =>
  z.string().refine(isZone, 'must be a time zone of the IANA database, such as Europe/Berlin').describe(description)

const MOMENT = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d)?$/
const isMoment = (text: string | undefined): text is string => text !== undefined && MOMENT.test(text)

const moment = (description: string) =>
  z
    .string()
    .regex(MOMENT, 'must be a date such as 2026-12-20 or 2026-12-20 18:00, without a zone')
    .refine((text) => meaningOf(asTime(text), 'UTC') !== undefined, 'must be a date that there is')
    .describe(description)

/** `2026-12-20 18:00` and `2026-12-20` as a local time: a date alone is its beginning. */
export const asTime = (text: string): string => `${text.slice(0, 10)}T${text.slice(11) || '00:00'}`

const weekTime = (description: string) =>
  z
    .string()
    .regex(DAY_AND_TIME, 'must be a time such as 16:00, or a day and a time such as friday 16:00')
    .describe(description)

const weekly = z
  .strictObject({
    days: z.array(z.enum(DAYS)).min(1).optional().describe('Each of these days, from one time to the other'),
    from: weekTime('When it starts: `18:00` on each of the days, or without them `friday 16:00`'),
    to: weekTime('When it ends: on the same day, or the next when it is not later; or without days `monday 08:00`'),
  })
  .refine(({ days, from, to }) => [from, to].every((text) => text.includes(' ') === (days === undefined)), {
    message: 'must name days, or a day in from and in to, such as friday 16:00 and monday 08:00',
    path: ['from'],
  })
  .optional()
  .describe('Every week')

const freeze = z
  .strictObject({
    name: z.string().trim().min(1).max(60).describe('What people call it'),
    reason: z.string().trim().min(1).max(200).optional().describe('Why. People who are stopped by it see this'),
    zone: zone('Whose clocks its times are read by; `timeZone` when left out').optional(),
    from: moment('When it starts: a date, or a date and a time').optional(),
    to: moment('When it ends: a time, or a date that is frozen until its end').optional(),
    weekly,
    services: z.array(z.string()).min(1).optional().describe('Only these services; all when left out'),
    environments: z.array(z.string()).min(1).optional().describe('Only these environments; all when left out'),
    rollbacks: z
      .boolean()
      .default(false)
      .describe('`true`: it stops rollbacks and fixes of drift too. Else what restores a release is never frozen'),
  })
  .refine(({ from, to, weekly }) => (weekly === undefined) === (from !== undefined && to !== undefined), {
    message: 'must have from and to, or weekly',
  })
  .refine(({ from, to }) => !isMoment(from) || !isMoment(to) || startsBeforeEnd(from, to), {
    message: 'must be later than from: a freeze that ends before it starts never holds',
    path: ['to'],
  })

const startsBeforeEnd = (from: string, to: string): boolean =>
  to.length > 10 ? asTime(from) < asTime(to) : from.slice(0, 10) <= to

export const freezes = z.array(freeze).default([]).describe('Times in which nothing new is deployed')

export const order = z
  .array(
    z
      .strictObject({
        environment: z.string().describe('Where a release goes only after it has served elsewhere'),
        after: z.string().describe('Where the same commit must serve, or have served last, before'),
        healthyForMinutes: numeric(
          z.number().min(0).max(LONGEST_HEALTHY_MINUTES),
          'How long it must have been healthy there',
        ).default(0),
      })
      .refine(({ environment, after }) => environment !== after, {
        message: 'must be another environment',
        path: ['after'],
      }),
  )
  .default([])
  .describe('Which environment comes before which')

export const requireChecks = z
  .array(
    z.strictObject({
      services: z.array(z.string()).min(1).optional().describe('Only these services; all when left out'),
      environments: z.array(z.string()).min(1).optional().describe('Only these environments; all when left out'),
      checks: z
        .array(z.string().trim().min(1).max(200))
        .min(1)
        .optional()
        .describe(
          'The names of the checks that must be green. Left out: every one that the commit has, and one at least',
        ),
    }),
  )
  .default([])
  .describe('Where only a commit goes whose checks on GitHub or GitLab are green')

export const locks = z
  .strictObject({
    expireAfterMinutes: numeric(
      z.number().min(1).max(LONGEST_LOCK_MINUTES),
      'How long a lock lasts when nobody says how long',
    ).default(24 * 60),
  })
  .prefault({})

export const schedule = z
  .strictObject({
    missedAfterMinutes: numeric(
      z.number().min(0).max(LONGEST_MISSED_MINUTES),
      'How late a scheduled deployment may still start, after the bot was down, without being asked about again',
    ).default(15),
  })
  .prefault({})
