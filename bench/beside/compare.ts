import { figuresOf, type Measurement, type Unit } from '../measurement.ts'
import { median } from '../statistics.ts'
import { aligned } from '../table.ts'

/** What one bot did in each of its turns; all have the same number of them. */
export interface Turns {
  readonly name: string
  readonly ours: boolean
  readonly turns: readonly (readonly Measurement[])[]
}

/** Medians of all turns, then ours to each other as the median of the ratios within a turn, which share the machine's mood. */
export function drawComparison(all: readonly Turns[]): string {
  const rows = rowsOf(all)
  const medians = rows.map(({ name, unit, of }) => [name, ...of.map((turns) => `${digits(median(turns))} ${unit}`)])
  const pairs = all.flatMap((one, us) =>
    one.ours
      ? all.flatMap((other, them) => (other.ours ? [] : [{ us, them, name: `${one.name} / ${other.name}` }]))
      : [],
  )
  const ratios = rows.map(({ name, of }) => [name, ...pairs.map(({ us, them }) => ratio(of[us], of[them]))])
  return [
    ...aligned([['medians', ...all.map(({ name }) => name)], ...medians]),
    '',
    ...(pairs.length > 0 ? aligned([['ours / theirs', ...pairs.map(({ name }) => name)], ...ratios]) : []),
  ].join('\n')
}

interface Row {
  readonly name: string
  readonly unit: Unit
  /** Of each bot, its figure in every turn. */
  readonly of: readonly (readonly number[])[]
}

function rowsOf(all: readonly Turns[]): readonly Row[] {
  const figures = all.map(({ turns }) => turns.map((measured) => measured.flatMap(figuresOf)))
  // A turn is too short for its slowest hundredth.
  const shown = (figures[0]?.[0] ?? []).filter(({ name }) => !name.endsWith('p99'))
  return shown.map(({ name, unit }) => ({
    name,
    unit,
    of: figures.map((turns) =>
      turns.flatMap((turn) => turn.filter((one) => one.name === name)).map(({ value }) => value),
    ),
  }))
}

function ratio(ours: readonly number[] = [], theirs: readonly number[] = []): string {
  return digits(median(ours.map((value, turn) => value / (theirs[turn] ?? Number.NaN))))
}

function digits(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: value >= 100 ? 3 : 2 })
}
