/** A database that may have come from a backup. */
export interface RestoredStore {
  /** Whether it did, and nobody has settled since what may have been done after the backup. */
  isToSettle(): Promise<boolean>
  /**
   * Holds what may be out already: messages are looked for before they are posted, events for others are given up until somebody
   * has them sent, and positions and numbers continue beyond all that may have been given out. Safe to repeat.
   */
  hold(): Promise<void>
  /** What the log says up to here may have been told already. */
  settled(): Promise<void>
  /** Makes it look restored: for backups that cannot be told from the database itself. */
  mark(): Promise<void>
}
