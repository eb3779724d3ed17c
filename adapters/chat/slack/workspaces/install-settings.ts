import type { InstallationStore } from '../../../../src/ports/installation-store.ts'

/** What it takes for others to install the app into their workspaces. */
export interface InstallSettings {
  /** Of the app, under **Basic Information → App Credentials**. */
  readonly clientId: string
  readonly clientSecret: string
  /** Signs what a browser carries from one page to the next. */
  readonly stateSecret: string
  /** Seals what is kept; 32 bytes in base64. */
  readonly key: string
  /** Those that were used before. */
  readonly olderKeys: readonly string[]
  /** Where browsers reach the pages: `https://shipmate.example.com`. */
  readonly publicUrl: string
  readonly store: InstallationStore
}
