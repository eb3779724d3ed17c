import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Machine } from './machine.ts'
import type { Figure } from './measurement.ts'

/** The figures of one run, and how fast the machine was while they were measured. */
export interface Run {
  readonly machine: Machine
  /** In the short form hardly anything was measured. */
  readonly quick: boolean
  /** Milliseconds that the reference took; it stands for the machine. */
  readonly referenceMs: number
  readonly setups: readonly { readonly setup: string; readonly figures: readonly Figure[] }[]
}

/** Committed together with what brought the figures about. */
export const SAVED_FIGURES = fileURLToPath(new URL('./figures.json', import.meta.url))

export async function readFigures(file: string): Promise<Run | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

export async function saveFigures(file: string, run: Run): Promise<void> {
  await writeFile(file, `${JSON.stringify(run, undefined, 2)}\n`)
}
