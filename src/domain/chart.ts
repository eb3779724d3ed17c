/** How something ended, shown by a colour and a shape. */
export type Shade = 'neutral' | 'good' | 'warning' | 'bad'

/** What a picture shows, free of whatever draws it. Instants are ISO 8601 in UTC and shown so; every text is plain. */
export type Chart =
  | {
      readonly kind: 'lines'
      readonly title: string
      readonly unit: string
      readonly series: readonly Series[]
      readonly markers: readonly Marker[]
    }
  | { readonly kind: 'bars'; readonly title: string; readonly unit: string; readonly bars: readonly Bar[] }
  | {
      readonly kind: 'timeline'
      readonly title: string
      readonly lanes: readonly Lane[]
      /** What each shade stands for, for those who cannot tell colours apart. */
      readonly shades: readonly ShadeName[]
    }

export interface Series {
  readonly name: string
  /** A null is a gap: nothing was measured. */
  readonly points: readonly { readonly at: string; readonly value: number | null }[]
}

/** An instant that is marked, such as a deployment. */
export interface Marker {
  readonly at: string
  readonly label: string
}

/** Bars of one category stand on each other, one for each part. */
export interface Bar {
  readonly category: string
  readonly parts: readonly { readonly name: string; readonly value: number; readonly shade: Shade }[]
}

export interface Lane {
  readonly name: string
  readonly items: readonly {
    readonly at: string
    readonly until?: string
    readonly label: string
    readonly shade: Shade
  }[]
}

export interface ShadeName {
  readonly shade: Shade
  readonly name: string
}
