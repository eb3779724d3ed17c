import { decode } from '../../notation/decode/decode.ts'
import { encode } from '../../notation/encode/encode.ts'

/** How Shipmate's own processes and agents write to each other. */
export interface MessageCoder {
  /** @param value What JSON can say. */
  write(value: unknown): string
  /**
   * Reads either way of writing, so that a switch in one process alone breaks nothing.
   * @throws {NotationDecodeError} for a text that was damaged on its way, or that nobody wrote.
   */
  read(text: string): unknown
}

/** @param internal `notation.internal` of the configuration: the notation's `wire` profile with a checksum, or compact JSON. */
export function messageCoder({ internal }: { readonly internal: boolean }): MessageCoder {
  return {
    write: (value) => (internal ? encode(value, { profile: 'wire', checksum: true }) : JSON.stringify(value)),
    read: (text) => decode(text),
  }
}
