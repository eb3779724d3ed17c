import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import { type Loader, parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { Chart } from '../../src/domain/chart.ts'
import { FONT, SCALE } from './look.ts'
import { specOf } from './spec.ts'

/** Bundled, so that a chart looks the same on every machine; see assets/fonts/OFL.txt. */
const FONTS = ['Inter_400Regular.ttf', 'Inter_600SemiBold.ttf'].map((file) =>
  fileURLToPath(new URL(`../../assets/fonts/${file}`, import.meta.url)),
)

const refuse = async (): Promise<never> => {
  throw new Error('a chart loads nothing')
}

/** A chart is drawn from what it holds: nothing is read from a file, and nothing asked of a network. */
export const NO_LOADER: Loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse }

export async function svgOf(spec: TopLevelSpec, loader: Loader = NO_LOADER): Promise<string> {
  const view = new View(parse(compile(spec).spec), { renderer: 'none', loader })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

/** @param fonts Files; none draws no text. @throws where the text is no SVG. */
export function pngOf(svg: string, fonts: readonly string[] = FONTS): Uint8Array<ArrayBuffer> {
  const font = { loadSystemFonts: false, fontFiles: [...fonts], defaultFontFamily: FONT }
  return new Uint8Array(new Resvg(svg, { font, fitTo: { mode: 'zoom', value: SCALE } }).render().asPng())
}

export async function drawn(chart: Chart): Promise<Uint8Array<ArrayBuffer>> {
  return pngOf(await svgOf(specOf(chart)))
}
