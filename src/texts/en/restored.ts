/** After a backup was restored: what may have been done since it was made. */
export const restored = {
  message:
    'I was restored from a backup, so I do not know whether this has been dealt with. Say it again if it is still to be done.',
  asked:
    'I was restored from a backup, so I do not know whether this has happened. Ask again if it is still to be done.',
  ended: 'I was restored from a backup from before it ended, so I do not know what became of it.',
  look: 'Look at what is live there, then ask again if it is still to be done.',
}
