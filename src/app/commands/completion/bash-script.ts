import type { CompletedAt, CompletedOption } from './command-tree.ts'

/** For bash 3.2 (macOS) and newer. Words hold letters, digits, hyphens and dots alone, so none needs quotes. */
export function bashScript(name: string, tree: readonly CompletedAt[]): string {
  const paths = tree.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`)
  const valued = tree.flatMap(({ path, options }) => options.flatMap((option) => valueCase(path, option)))
  return `# bash completion for ${name}: eval "$(${name} completion bash)"
_${name}() {
  local cur prev at word i
  cur=\${COMP_WORDS[COMP_CWORD]}
  prev=\${COMP_WORDS[COMP_CWORD-1]}
  at=
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case "\${at:+$at }$word" in
      ${paths.join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at $prev" in
${valued.join('\n')}
  esac
  case "$at" in
${tree.map(wordsCase).join('\n')}
  esac
}
complete -F _${name} ${name}
`
}

function valueCase(path: string, { word, value }: CompletedOption): readonly string[] {
  if (value === undefined) return []
  const does =
    value === 'file'
      ? `${fill('-f')}; return`
      : value === 'other'
        ? 'COMPREPLY=(); return'
        : `${fill(`-W '${value.join(' ')}'`)}; return`
  return [`    '${path} ${word}') ${does} ;;`]
}

function wordsCase({ path, commands, options, choices, takesFile }: CompletedAt): string {
  const words = [...commands, ...options].map(({ word }) => word)
  return `    '${path}') ${fill(`${takesFile ? '-f ' : ''}-W '${[...choices, ...words].join(' ')}'`)} ;;`
}

const fill = (from: string): string => `COMPREPLY=($(compgen ${from} -- "$cur"))`
