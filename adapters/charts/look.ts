import type { Shade } from '../../src/domain/chart.ts'

/** Of the whole picture, in points: it is painted at {@link SCALE} pixels a point. */
export const WIDTH = 800
export const HEIGHT = 400
export const SCALE = 2

export const FONT = 'Inter'
export const TEXT_SIZE = 12
export const TITLE_SIZE = 16

/** The picture brings its own light card, so that it reads the same where all around is dark. */
export const CARD = '#ffffff'
export const INK = '#1f2328'
export const FAINT_INK = '#59636e'
export const GRID = '#e1e5ea'

export interface Look {
  readonly fill: string
  /** Around the fill, where that alone is too near to the card. */
  readonly edge: string
  /** Of a text on the fill. */
  readonly ink: string
  /** Tells it apart for readers who do not see the colour. */
  readonly shape: 'circle' | 'square' | 'triangle-up' | 'diamond'
}

/** Apart in lightness too: also for those who do not see red, green or blue. */
export const SHADES: Readonly<Record<Shade, Look>> = {
  good: { fill: '#11727d', edge: '#11727d', ink: '#ffffff', shape: 'circle' },
  warning: { fill: '#f2b632', edge: '#8a6100', ink: '#1f2328', shape: 'triangle-up' },
  bad: { fill: '#8c1330', edge: '#8c1330', ink: '#ffffff', shape: 'diamond' },
  neutral: { fill: '#cfd6dd', edge: '#59636e', ink: '#1f2328', shape: 'square' },
}

/** Of lines: each with a shape and a dash of its own. */
export const LINES = [
  { colour: '#10335c', shape: 'circle', dash: [1, 0] },
  { colour: '#dc4f08', shape: 'triangle-up', dash: [6, 3] },
  { colour: '#10a191', shape: 'square', dash: [2, 2] },
  { colour: '#ca4ee0', shape: 'diamond', dash: [8, 3, 2, 3] },
] as const
