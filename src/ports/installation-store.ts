/** Where the bot was installed, with what it may call there, as nobody can read it without the key. */
export interface SealedInstallation {
  /** Where it holds, as the ids of people and threads of it say it: a workspace, or an organisation of several. */
  readonly site: string
  /** The workspace that it is of; the same as `site` where it holds for a whole organisation. */
  readonly team: string
  readonly sealed: string
  /** Which key opens it. */
  readonly key: string
  readonly installedAt: Date
}

/** Keeps installations of chat platforms. It never sees what is in them. */
export interface InstallationStore {
  find(site: string): Promise<SealedInstallation | undefined>
  /**
   * Keeps it in place of an earlier one of the same workspace, or of any where it holds for the whole organisation. False
   * when the site has one of another workspace: nothing was kept.
   */
  put(installation: SealedInstallation): Promise<boolean>
  /** Puts the same under another key. Does nothing where it was installed again meanwhile. */
  reseal(before: SealedInstallation, after: Pick<SealedInstallation, 'sealed' | 'key'>): Promise<void>
  /** Takes away what was installed at that time or before. False when there is nothing of the kind. */
  remove(site: string, installedUntil: Date): Promise<boolean>
}
