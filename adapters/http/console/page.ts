import { createHash } from 'node:crypto'
import { type Assets, VENDOR } from './assets.ts'

/** The first page, and the hash by which the policy for content knows its one inline script. */
export interface Page {
  readonly html: string
  /** `'sha256-…'`, as a Content-Security-Policy names it. */
  readonly importMapHash: string
}

/** Names the files in the page: all modules are asked for at once, however deep one imports another. */
export function drawPage({ base, files, page }: Assets): Page {
  const imports = Object.fromEntries(Object.entries(VENDOR).map(([name, path]) => [name, base + path]))
  const importMap = JSON.stringify({ imports })
  const paths = [...files.keys()]
  const head = [
    `<link rel="icon" href="${base}icon.svg" type="image/svg+xml">`,
    ...paths.filter((path) => path.endsWith('.css')).map((path) => `<link rel="stylesheet" href="${base}${path}">`),
    // Before any module: later ones are not known to it.
    `<script type="importmap">${importMap}</script>`,
    ...paths
      .filter((path) => /\.m?[jt]s$/.test(path))
      .map((path) => `<link rel="modulepreload" href="${base}${path}">`),
    `<script type="module" src="${base}main.ts"></script>`,
  ]
  return {
    html: page.replace('<!-- files -->', () => head.join('\n    ')),
    importMapHash: `'sha256-${createHash('sha256').update(importMap).digest('base64')}'`,
  }
}
