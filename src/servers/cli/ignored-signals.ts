import { fstatSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'

/** What is known of how a process was started. */
export interface StartEvidence {
  /** The program that the shell was told to start, as shells leave it in `_`. */
  readonly shellStarted: string | undefined
  /** The parent ignores SIGHUP itself, and what a process ignores its children ignore, too. */
  readonly isParentDeafToHangUp: boolean
  /** What the standard input is, where it is the null device. */
  readonly nullInput: 'readable' | 'not readable' | undefined
  /** The parent's name. */
  readonly parent: string | undefined
  /** It leads a process group, as what an interactive shell starts does. */
  readonly leadsGroup: boolean
}

const shells = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'mksh', 'ash', 'busybox'])

/**
 * The signals that were ignored when the process was started, as far as can be told. Node makes every signal what it is by
 * default before a program begins, so that cannot be asked any more; `nohup` and shells leave other traces. `nohup` gives a
 * process that would read from a terminal an input that cannot be read; and POSIX has shells without job control give what they
 * start with `&` an empty input (Shell & Utilities §2.9.3.1), in the shell's own process group, and have it ignore SIGINT (§2.11).
 */
export const ignoredAtStart = (evidence: StartEvidence): ReadonlySet<NodeJS.Signals> => {
  const { shellStarted, isParentDeafToHangUp, nullInput, parent, leadsGroup } = evidence
  const ignored = new Set<NodeJS.Signals>()
  const isUnderNohup = shellStarted !== undefined && basename(shellStarted) === 'nohup'
  if (isUnderNohup || isParentDeafToHangUp || nullInput === 'not readable') ignored.add('SIGHUP')
  if (nullInput === 'readable' && !leadsGroup && parent !== undefined && shells.has(parent)) ignored.add('SIGINT')
  return ignored
}

/** The evidence of this process; all but the name in `_` is there on Linux alone. */
export const startEvidence = (environment: Readonly<Record<string, string | undefined>>): StartEvidence => ({
  shellStarted: environment['_'],
  isParentDeafToHangUp: ignoresHangUp(read(`/proc/${process.ppid}/status`)),
  nullInput: nullInput(),
  parent: read(`/proc/${process.ppid}/comm`)?.trim(),
  // The fields behind the name, which may hold spaces: state, parent, group (proc_pid_stat(5)).
  leadsGroup: read('/proc/self/stat')?.split(') ').at(-1)?.split(' ')[2] === String(process.pid),
})

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

// SIGHUP is 1, the lowest bit.
const ignoresHangUp = (status: string | undefined): boolean => /^SigIgn:\s*[\da-f]*[13579bdf]$/m.test(status ?? '')

const nullInput = (): StartEvidence['nullInput'] => {
  try {
    if (fstatSync(0).rdev !== statSync('/dev/null').rdev) return undefined
    const [, flags] = /^flags:\s*([0-7]+)$/m.exec(read('/proc/self/fdinfo/0') ?? '') ?? []
    return flags !== undefined && (Number.parseInt(flags, 8) & 0o3) === 1 ? 'not readable' : 'readable'
  } catch {
    return undefined
  }
}
