/** Red, green and blue from 0 to 1, as light. */
type Light = readonly [number, number, number]

const lightOf = (colour: string): Light => {
  const channel = (start: number): number => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

const luminance = ([red, green, blue]: Light): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue

/** From 1 to 21, by WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(lightOf(one)), luminance(lightOf(other))].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

type Matrix = readonly [Light, Light, Light]

/** How light looks without one of the three kinds of cones: Machado, Oliveira and Fernandes (2009), severity 1. */
export const COLOUR_BLINDNESS: Readonly<Record<string, Matrix>> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function seen(light: Light, matrix: Matrix): Light {
  const [red, green, blue] = matrix.map((row) => {
    const value = row[0] * light[0] + row[1] * light[1] + row[2] * light[2]
    return Math.min(1, Math.max(0, value))
  }) as unknown as Light
  return [red, green, blue]
}

/** CIELAB, white as in sRGB. */
function labOf([red, green, blue]: Light): Light {
  const root = (value: number): number =>
    value > 216 / 24389 ? Math.cbrt(value) : (value * 24389) / 27 / 116 + 16 / 116
  const x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
  const y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
  const z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** CIE76: about 2 is just seen, 10 at a glance. */
export function distance(one: string, other: string, blindness: Matrix): number {
  const [a, b] = [labOf(seen(lightOf(one), blindness)), labOf(seen(lightOf(other), blindness))]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}
