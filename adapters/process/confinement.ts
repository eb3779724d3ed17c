import { existsSync } from 'node:fs'

/** How builds and instances are kept from what belongs to the bot. */
export type Confinement =
  /** Another user, who owns nothing of the bot's. Only root can start programs so. */
  | { readonly kind: 'own-user'; readonly uid: number; readonly gid: number; readonly home: string }
  /** A user namespace of their own, from which no process outside can be looked into, and in which these paths are empty. */
  | { readonly kind: 'namespace'; readonly hidden: readonly string[] }
  | { readonly kind: 'none' }

/** A command as it is given to `spawn`, with the options that confine it. */
export interface ConfinedCommand {
  readonly file: string
  readonly args: readonly string[]
  readonly options: { readonly uid?: number; readonly gid?: number }
}

/**
 * Covers the first paths, whose number comes before them, and becomes the command that follows, without the rights that
 * mounting took. It stays the same process, so that its number, its group and its signals are the command's.
 */
const COVER_AND_BECOME = `
n=$1; shift
while [ "$n" -gt 0 ]; do
  if [ -d "$1" ]; then mount -t tmpfs -o size=4k,mode=555 none "$1" || exit 125; else mount --bind /dev/null "$1" || exit 125; fi
  shift; n=$((n - 1))
done
exec setpriv --ambient-caps=-all --inh-caps=-all --bounding-set=-all --no-new-privs -- "$@"`

export function confined(file: string, args: readonly string[], confinement: Confinement): ConfinedCommand {
  switch (confinement.kind) {
    case 'own-user':
      return { file, args, options: { uid: confinement.uid, gid: confinement.gid } }
    case 'namespace': {
      const hidden = confinement.hidden.filter((path) => existsSync(path))
      const cover = ['sh', '-c', COVER_AND_BECOME, 'sh', String(hidden.length), ...hidden, file, ...args]
      const own = ['--user', '--map-current-user', '--keep-caps', '--mount', '--propagation', 'private', '--']
      return { file: 'unshare', args: [...own, ...cover], options: {} }
    }
    case 'none':
      return { file, args, options: {} }
  }
}
