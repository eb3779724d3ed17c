import { InventoryUnavailableError } from '../../src/ports/inventory.ts'

const BYTES_IN_MB = 1024 * 1024

/** How much of an answer may still be read; shared by its pages. */
export interface Allowance {
  readonly mostMegabytes: number
  left: number
}

export function allowanceOf(mostMegabytes: number): Allowance {
  return { mostMegabytes, left: mostMegabytes * BYTES_IN_MB }
}

/**
 * The body as text, read piece by piece: what is larger than the allowance is never held in memory as a whole.
 * @throws {InventoryUnavailableError} `too-large`
 */
export async function readBody(response: Response, allowance: Allowance): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of response.body ?? []) {
    allowance.left -= piece.length
    // Leaving the loop cancels what is still to come.
    if (allowance.left < 0)
      throw new InventoryUnavailableError({ kind: 'too-large', megabytes: allowance.mostMegabytes })
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
