import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { stripTypes } from './strip-types.ts'

/** A file as a browser gets it. */
export interface Asset {
  readonly type: string
  readonly bytes: Buffer
  readonly gzip: Buffer
}

/** Everything that a browser loads, known by its path under {@link base}: nothing else is ever read for a request. */
export interface Assets {
  /** `/<name>/<hash>/`: changes when any of the files does, so that they may be kept for ever. */
  readonly base: string
  readonly files: ReadonlyMap<string, Asset>
  /** The page that loads them, before they are named in it. */
  readonly page: string
}

const FOLDER = fileURLToPath(new URL('../../../console/', import.meta.url))

/** By extension: how a file is served. TypeScript keeps its name, so that imports need not be rewritten. */
const TYPES: Readonly<Record<string, string>> = {
  ts: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
}

/** What pages import by name, and where its package keeps it. */
export const VENDOR: Readonly<Record<string, string>> = {
  preact: 'vendor/preact.mjs',
  'preact/hooks': 'vendor/preact-hooks.mjs',
  htm: 'vendor/htm.mjs',
}

/**
 * Reads the files of a page and strips the types; takes a moment, so it is done when the first page is asked for.
 * @param folder With an `index.html`, a `main.ts` and an `icon.svg`; the console's by default.
 * @param name Opens the paths that the files are served under.
 */
export function readAssets(folder = FOLDER, name = 'console'): Assets {
  const own = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensionOf(entry.name) in TYPES)
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  const files = new Map([
    ...own.map((path) => [relative(folder, path), ownFile(path)] as const),
    ...Object.entries(VENDOR).map(([vendor, path]) => [path, vendorFile(vendor)] as const),
  ])
  const hash = createHash('sha256')
  for (const [path, { bytes }] of files) hash.update(path).update(bytes)
  return {
    base: `/${name}/${hash.digest('base64url').slice(0, 16)}/`,
    files,
    page: readFileSync(join(folder, 'index.html'), 'utf8'),
  }
}

function ownFile(path: string): Asset {
  const text = readFileSync(path, 'utf8')
  return asset(TYPES[extensionOf(path)] ?? '', path.endsWith('.ts') ? stripTypes(text) : text)
}

function vendorFile(name: string): Asset {
  const text = readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8')
  return asset('text/javascript; charset=utf-8', text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, ''))
}

function asset(type: string, text: string): Asset {
  const bytes = Buffer.from(text)
  return { type, bytes, gzip: gzipSync(bytes) }
}

const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
