import type { SettingsProblem } from '../../shared/stream/settings.ts'
import { withoutUserInfo } from '../../shared/base/public-url.ts'
import { visible, visibleLines } from '../../shared/base/visible.ts'

/** Where a command prints, and how its process ends; passed in, so that tests can read along. */
export interface CommandOutput {
  print(line: string): void
  /** For people: warnings and errors, apart from what a script reads. */
  warn(line: string): void
}

/** The terminal. */
export const terminal: CommandOutput = {
  print: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
}

/**
 * An output through which nothing of what it is given acts upon a terminal, whoever wrote it: a file's name, a setting, an answer of
 * a server. What is printed may have several lines; a warning is one, and quotes no password of a URL: libraries' errors do.
 */
export const safeOutput = (output: CommandOutput): CommandOutput => ({
  print: (text) => {
    output.print(visibleLines(text))
  },
  warn: (line) => {
    output.warn(visible(withoutUserInfo(line)))
  },
})

/** A problem of the settings file as one line: `counter.cfg:3: SECRET_KEY: expected …` */
export const problemLine = ({ file, line, key, message }: SettingsProblem): string =>
  [line === 0 ? file : `${file}:${line}`, ...(key === undefined ? [] : [key]), message].join(': ')
