import type { CompletedAt, CompletedOption } from './command-tree.ts'

/** For zsh: sourced, or as a file `_shipmate` in a folder of `fpath`. */
export function zshScript(name: string, tree: readonly CompletedAt[]): string {
  const paths = tree.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`)
  return `#compdef ${name}
# zsh completion for ${name}: source <(${name} completion zsh)
_${name}() {
  local at word i
  local -a shown
  at=
  for ((i = 2; i < CURRENT; i++)); do
    word=\${words[i]}
    case "\${at:+$at }$word" in
      ${paths.join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${tree.flatMap(({ path, options }) => options.flatMap((option) => valueCase(path, option))).join('\n')}
  esac
  case "$at" in
${tree.map(wordsCase).join('\n')}
  esac
}
if [ "$funcstack[1]" = "_${name}" ]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`
}

function valueCase(path: string, { word, value }: CompletedOption): readonly string[] {
  if (value === undefined) return []
  const does = value === 'file' ? '_files' : value === 'other' ? '_message value' : `compadd -- ${value.join(' ')}`
  return [`    '${path} ${word}') ${does}; return ;;`]
}

function wordsCase({ path, commands, options, choices, takesFile }: CompletedAt): string {
  const described = [...commands, ...options].map(({ word, description }) => `'${word}:${description}'`)
  const files = takesFile ? '; _files' : ''
  return `    '${path}') shown=(${[...choices, ...described].join(' ')}); _describe 'what' shown${files} ;;`
}
