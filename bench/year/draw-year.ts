import { aligned } from '../table.ts'
import type { Company } from './company.ts'
import type { Cost, Costs } from './measure-costs.ts'

const KB = 1_024
const GB = KB ** 3
const HOUR_MS = 60 * 60 * 1_000

/** The arithmetic, line by line, so that anybody can follow it or put in other numbers. */
export function drawYear({ question, deployment }: Costs, company: Company): string {
  const { people, questionsADay, deploymentsADay, workingDays, inBusiestHour } = company
  const aDay = (of: (cost: Cost) => number): number => of(question) * questionsADay + of(deployment) * deploymentsADay
  const messages = questionsADay + 2 * deploymentsADay
  const events = aDay((cost) => cost.events)
  const part = (name: keyof Cost['bytes']): number => aDay(({ bytes }) => bytes[name]) * workingDays
  const kept = part('event') + part('document') + part('outbox')
  // Names of deliveries are kept for 30 days, about 21 of them working days.
  const inbox = (part('inbox') / workingDays) * 21
  const processorMs = aDay((cost) => cost.processorMs)
  const busiest = (processorMs * inBusiestHour) / HOUR_MS
  const rows = [
    ['one question', costLine(question)],
    ['one deployment, from the request to live', costLine(deployment)],
    ['', ''],
    ['people', whole(people)],
    ['messages and presses a day', `${whole(questionsADay)} + 2 × ${whole(deploymentsADay)} = ${whole(messages)}`],
    ['… a year', `× ${workingDays} working days = ${whole(messages * workingDays)}`],
    ['events a day, a year', `${whole(events)}, ${whole(events * workingDays)}`],
    ['kept of a year: events', gigabytes(part('event'))],
    ['… documents', gigabytes(part('document'))],
    ['… messages of the bot (outbox)', gigabytes(part('outbox'))],
    ['… in all, with 30 days of delivery names', gigabytes(kept + inbox)],
    ['processor time a day', `${whole(processorMs / 1_000)} s`],
    [
      'busiest hour: messages',
      `${whole(messages * inBusiestHour)}, ${oneDigit((messages * inBusiestHour) / 60)} a minute`,
    ],
    ['… of one core', `${(100 * busiest).toFixed(2)} %`],
    ['one process, on one core of this machine, carries', `${whole(1 / busiest)} such companies in that hour`],
  ]
  return aligned(rows.map(([name = '', value = '']) => [name, value])).join('\n')
}

function costLine({ events, bytes, processorMs }: Cost): string {
  const all = Object.values(bytes).reduce((sum, some) => sum + some, 0)
  return `${oneDigit(events)} events, ${oneDigit(all / KB)} kB, ${oneDigit(processorMs)} ms`
}

const whole = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 0 })
const oneDigit = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 1 })
const gigabytes = (bytes: number): string => `${(bytes / GB).toFixed(2)} GB`
