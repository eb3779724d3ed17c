/** A line between two parts, and the gaps that it passes layers through. */
export interface Line {
  readonly from: string
  readonly to: string
  readonly gaps: readonly { readonly id: string; readonly layer: number }[]
}

/** Where a line touches a layer: the left edge, and the height at which it does. */
interface Stop {
  readonly x: number
  readonly y: number
}

/** From the right edge of the first stop to the left edge of the last: bent between layers, straight through gaps. */
export function lineThrough(stops: readonly Stop[], width: number): string {
  const [first, ...others] = stops
  if (!first) return ''
  let [x, y] = [first.x + width, first.y]
  let path = `M${x} ${y}`
  for (const [index, stop] of others.entries()) {
    const bend = (stop.x - x) / 2
    path += `C${x + bend} ${y} ${stop.x - bend} ${stop.y} ${stop.x} ${stop.y}`
    x = stop.x + width
    y = stop.y
    if (index < others.length - 1) path += `H${x}`
  }
  return path
}
