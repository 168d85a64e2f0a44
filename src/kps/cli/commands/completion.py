"""kps completion: what has the shell complete commands, options, councils and codes."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from kps.cli import groups
from kps.cli.completion import ASKED
from kps.cli.options import one_of
from kps.language import mark

HELP = mark(
    "Print what makes a shell complete commands, options, councils, meetings and codes when Tab is pressed. It is read "
    "when the shell starts; nothing else is changed."
)
GROUP = groups.TOOLS
EXAMPLE = "kps completion bash"

Shell = Literal["bash", "zsh", "fish", "powershell"]
"""The shells that it can be printed for."""

# A value of the variable that is empty would be none: hence the sign before the word.
_SCRIPTS: dict[Shell, str] = {
    "bash": """\
_kps() {
    local word told
    COMPREPLY=()
    while IFS=$'\\t' read -r word told; do
        COMPREPLY+=("$word")
    done < <(ASKED="=${COMP_WORDS[COMP_CWORD]}" kps "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
}
complete -o default -o nosort -F _kps kps 2>/dev/null || complete -o default -F _kps kps
""",
    "zsh": """\
#compdef kps
_kps() {
    local line
    local -a offers
    for line in "${(@f)$(ASKED="=${words[CURRENT]}" kps "${(@)words[2,CURRENT-1]}" 2>/dev/null)}"; do
        [[ -n $line ]] && offers+=("${line%%$'\\t'*}:${${line#*$'\\t'}//:/ }")
    done
    if (( $#offers )); then _describe -V kps offers; else _files; fi
}
compdef _kps kps
""",
    "fish": """\
function __kps_offers
    set -l words (commandline -opc)
    set -lx ASKED "="(commandline -ct)
    kps $words[2..-1] 2>/dev/null
end
complete -c kps -a "(__kps_offers)"
""",
    "powershell": """\
Register-ArgumentCompleter -Native -CommandName kps -ScriptBlock {
    param($word, $line, $cursor)
    $before = @($line.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
    $env:ASKED = "=$word"
    try {
        kps @before 2>$null | ForEach-Object {
            $text, $told = $_ -split "`t", 2
            if (-not $told) { $told = $text }
            [System.Management.Automation.CompletionResult]::new($text, $text, "ParameterValue", $told)
        }
    } finally { Remove-Item Env:ASKED }
}
""",
}


def run(
    shell: Annotated[Shell, typer.Argument(**one_of(Shell), help=mark("The shell it is for."))],
) -> None:
    """Print the script."""
    sys.stdout.write(_SCRIPTS[shell].replace("ASKED", ASKED))
