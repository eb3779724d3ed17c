export interface Point {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly value: number | null
}

/**
 * No more points than a width shows: of each stretch of time its lowest and its highest, and a gap where it has one.
 *
 * @param points In order of time.
 * @param most At least 3.
 */
export function thinned(points: readonly Point[], most: number): readonly Point[] {
  const [first] = points
  const last = points.at(-1)
  if (points.length <= most || !first || !last) return points
  // Each stretch keeps at most three of its points.
  const stretches = Math.floor(most / 3)
  const stretch = (last.at - first.at + 1) / stretches
  const grouped = Map.groupBy(points, ({ at }) => Math.floor((at - first.at) / stretch))
  return [...grouped.values()].flatMap((group) => {
    const kept = [lowest(group), highest(group), group.find(({ value }) => value === null)]
    return [...new Set(kept.filter((point) => point !== undefined))].sort((one, other) => one.at - other.at)
  })
}

const measured = (points: readonly Point[]): readonly (Point & { readonly value: number })[] =>
  points.filter((point): point is Point & { value: number } => point.value !== null)

function lowest(points: readonly Point[]): Point | undefined {
  return measured(points).toSorted((one, other) => one.value - other.value)[0]
}

function highest(points: readonly Point[]): Point | undefined {
  return measured(points).toSorted((one, other) => other.value - one.value)[0]
}
