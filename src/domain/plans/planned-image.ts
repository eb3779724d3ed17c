/** The container image that a release runs, as a plan names it. */
export interface PlannedImage {
  /** With its tag: `registry.example.com/payments:v1.1.0`. */
  readonly name: string
  readonly pin: ImagePin
  /** It ran before, there or in another environment: exactly that runs again, wherever its tag points by now. */
  readonly ranBefore?: true
}

/** What is known of the contents behind the name. */
export type ImagePin =
  /** Exactly these contents are deployed, wherever the tag points by then: `sha256:…`. */
  | { readonly kind: 'digest'; readonly digest: string }
  /** The registry has no such image yet, as before its build. */
  | { readonly kind: 'missing' }
  /** The registry cannot be asked. */
  | { readonly kind: 'not-told' }
  /** The configuration says not to ask. */
  | { readonly kind: 'off' }

export function digestOf(image: PlannedImage | undefined): string | undefined {
  return image?.pin.kind === 'digest' ? image.pin.digest : undefined
}

/**
 * The image of a plan that is made once more. Only a tag that was moved makes it another one: a registry that does not
 * answer this time, or that knows the image by now, changes nothing of what was asked about.
 */
export function imageNow(now: PlannedImage | undefined, before: PlannedImage | undefined): PlannedImage | undefined {
  if (!now || before?.name !== now.name || before.pin.kind === 'off' || now.pin.kind === 'off') return now
  if (before.ranBefore && digestOf(before) !== undefined) return before
  return digestOf(before) !== undefined && digestOf(now) !== undefined ? now : before
}

/** How much of a digest people compare: `sha256:3f2a91c0b4d5`. */
const DIGEST_SHOWN = 'sha256:'.length + 12

export const shortDigest = (digest: string): string => digest.slice(0, DIGEST_SHOWN)
