#!/usr/bin/env bash
# Runs the gate as the inputs say, tells the next steps how it ended, and ends with its exit code.
set -uo pipefail

evenhand="${EVENHAND:-evenhand}"
arguments=(check)
# Several specs or flags are written in one line; none of them may hold a blank.
read -r -a spec <<<"${INPUT_SPEC:-evenhand.toml}"
arguments+=("${spec[@]}" --no-progress)
[ -z "${INPUT_OUT:-}" ] || arguments+=(--out "$INPUT_OUT")
[ -z "${INPUT_DIFF:-}" ] || arguments+=(--diff "$INPUT_DIFF")
[ -z "${INPUT_FAIL_ON:-}" ] || arguments+=(--fail-on "$INPUT_FAIL_ON")
[ "${INPUT_REQUIRE_EVIDENCE:-false}" != true ] || arguments+=(--require-evidence)
[ "${INPUT_ANNOTATE:-false}" != true ] || arguments+=(--format github)
[ -z "${INPUT_SARIF:-}" ] || arguments+=(--format "sarif=$INPUT_SARIF")
[ -z "${INPUT_JUNIT:-}" ] || arguments+=(--format "junit=$INPUT_JUNIT")
[ -z "${INPUT_COMMENT:-}" ] || arguments+=(--format "markdown=$INPUT_COMMENT")
if [ "${INPUT_SUMMARY:-false}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  # The summary of a step is appended to; evenhand writes its files whole.
  part=$(mktemp)
  arguments+=(--format "github-summary=$part")
fi

"$evenhand" "${arguments[@]}"
code=$?

if [ -n "${part:-}" ]; then
  cat "$part" >>"$GITHUB_STEP_SUMMARY"
  rm -f "$part"
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  {
    echo "exit-code=$code"
    [ -z "${INPUT_OUT:-}" ] || echo "report=$INPUT_OUT/report.html"
    [ -z "${INPUT_SARIF:-}" ] || echo "sarif=$INPUT_SARIF"
  } >>"$GITHUB_OUTPUT"
fi
exit "$code"
