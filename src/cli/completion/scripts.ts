/** Each asks `latchkey complete` for the candidates at the cursor. What was typed is never run as a command. */
export const SCRIPTS = {
  bash: `# completion of latchkey for bash: source <(latchkey completion bash)
_latchkey() {
  local word about
  COMPREPLY=()
  while IFS=$'\\t' read -r word about; do
    if [[ $word == :files ]]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}")
    else
      COMPREPLY+=("$(printf %q "$word")")
    fi
  done < <(latchkey complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _latchkey latchkey`,

  zsh: `#compdef latchkey
# completion of latchkey for zsh: source <(latchkey completion zsh), after compinit
_latchkey() {
  local line
  local -a found described
  found=("\${(@f)$(latchkey complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ $found[1] == :files* ]]; then
    _files
    return
  fi
  for line in $found; do
    described+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  _describe -V latchkey described
}
compdef _latchkey latchkey`,

  fish: `# completion of latchkey for fish: latchkey completion fish | source
function __latchkey_complete
  set -l before (commandline -opc)
  set -l found (latchkey complete -- $before[2..-1] (commandline -ct) 2>/dev/null)
  if string match -q ':files*' -- $found[1]
    __fish_complete_path (commandline -ct)
  else if set -q found[1]
    printf '%s\\n' $found
  end
end
complete -c latchkey -f -a '(__latchkey_complete)'`,
} as const
export type ShellName = keyof typeof SCRIPTS
