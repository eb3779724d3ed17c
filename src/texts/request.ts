/** A request as people put it. */
interface Request {
  /** How to ask for it, as help shows it: `{service}` and `{environment}` become names that its reader may use. */
  readonly example: string
  /** The request in words; pieces whose slot has no value are left out, or read as what stands after `|`. */
  readonly phrase: readonly string[]
}

export const request = (example: string, ...phrase: readonly string[]): Request => ({ example, phrase })
