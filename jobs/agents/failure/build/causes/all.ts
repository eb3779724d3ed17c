import type { CausePattern } from '../cause.ts'
import { commandCauses } from './command.ts'
import { compileCauses } from './compile.ts'
import { diskCauses } from './disk.ts'
import { gitCauses } from './git.ts'
import { memoryCauses } from './memory.ts'
import { networkCauses } from './network.ts'
import { npmCauses } from './npm.ts'
import { permissionCauses } from './permission.ts'
import { portCauses } from './port.ts'
import { settingCauses } from './setting.ts'
import { testCauses } from './tests.ts'

/** Where one line fits several of the same rank, the first of them counts: the special before the general. */
export const allCauses: readonly CausePattern[] = [
  ...diskCauses,
  ...memoryCauses,
  ...portCauses,
  ...networkCauses,
  ...permissionCauses,
  ...commandCauses,
  ...settingCauses,
  ...gitCauses,
  ...npmCauses,
  ...compileCauses,
  ...testCauses,
]
