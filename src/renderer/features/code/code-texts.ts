import type { BehaviourOutcome } from '../../../shared/stream/exercise.ts'

const outcomeNames: Readonly<Record<BehaviourOutcome['state'], string>> = {
  passed: 'passed',
  failed: 'not yet',
  skipped: 'not tried',
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

/** Texts of the Code tab. */
export const codeTexts = {
  editor: 'Your KeyValueSessionStore',
  keys: 'Tab indents; Esc, then Tab leaves the editor. Ctrl+Space completes.',
  loading: 'The editor is loading…',
  resize: 'Width of the editor',
  file: 'File of the exercise',
  copyPath: 'Copy the path of the file',
  save: 'Save',
  saved: 'saved',
  unsaved: 'not saved yet',
  saveHint: 'Save (Ctrl+S): the counter uses it from the next request on',
  check: 'Check my work',
  checking: 'Checking…',
  reset: 'Reset to template',
  resetHint: 'The three methods will be empty again. A copy of what you have now is kept beside the file.',
  results: 'Behaviours',
  noResults:
    'Check my work tries your class against a key-value service of its own: each behaviour will stand here, with what is wrong where it is not there yet.',
  outcome: (state: BehaviourOutcome['state']) => outcomeNames[state],
  tally: (passed: number, all: number) => `${passed} of ${all} behaviours.`,
  solved: 'Everything is there. The counter can use it: choose yours as the implementation above.',
  outdated: 'The code has changed since this check.',
  printed: 'What it printed',
  unwritten: (methods: readonly string[]) =>
    `${list(methods)} ${methods.length === 1 ? 'is' : 'are'} not implemented yet.`,
  line: (line: number) => `line ${line}`,
  goToLine: (line: number) => `Go to line ${line}`,
  kept: 'Your version from before is kept as',
  conflict: 'The file was changed elsewhere while you were typing here. Nothing was written over.',
  takeTheirs: 'Show the file',
  takeTheirsHint: 'Ctrl+Z brings back what you typed',
  keepMine: 'Save mine',
  keepMineHint: 'A copy of the file as it is now is kept beside it',
  problems: 'Problems',
  commands: {
    check: 'Check my work',
    useYours: (isYours: boolean) =>
      isYours ? 'Use the built-in KeyValueSessionStore' : 'Use your own KeyValueSessionStore',
  },
} as const
