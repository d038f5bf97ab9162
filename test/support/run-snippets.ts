import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { decodeOctets } from '../../src/shared/base/octets.ts'
import { snippetRequest } from '../../src/shared/copy-as/snippet-request.ts'
import { snippetOf, type SnippetKind } from '../../src/shared/copy-as/snippets.ts'
import type { HeaderList } from '../../src/shared/stream/header-list.ts'
import type { Body } from '../../src/shared/stream/body.ts'
import type { OddRequest } from './odd-requests.ts'
import { listenRaw } from './raw-recorder.ts'
import { differencesOf } from './snippet-judge.ts'

const runFile = promisify(execFile)

/** Headers as the log keeps them: their values are text. */
export const asObserved = (headers: OddRequest['headers']): HeaderList =>
  headers.map(([name, value]) => [name, decodeOctets(value)])

const python = '/usr/bin/python3'

/** Whether the program that a kind of snippet is for is on this machine. */
export const isHere = (kind: SnippetKind): boolean => {
  const [program, ...args] = probes[kind]
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}

const probes: Readonly<Record<SnippetKind, readonly [string, ...string[]]>> = {
  httpie: [python, '-c', 'import httpie'],
  curl: ['curl', '--version'],
  fetch: [process.execPath, '--version'],
  requests: [python, '-c', 'import requests'],
}

const extensions: Readonly<Record<SnippetKind, string>> = { httpie: 'sh', curl: 'sh', fetch: 'mjs', requests: 'py' }

/** Each command as its user runs it, one process after another. */
const inShell = (folder: string) =>
  ['sh', '-c', 'cd "$0" && for f in *.sh; do (. "./$f") >/dev/null 2>"$f.err" </dev/null; done; true', folder] as const

// Each snippet as its user runs it, but in one process of the interpreter for all of them: its start is what takes
// the time. HTTPie gets the very arguments and the standard input that the shell makes of the command.
const drivers: Readonly<Record<SnippetKind, (folder: string) => readonly [string, ...string[]]>> = {
  curl: inShell,
  fetch: (folder) => [process.execPath, '--input-type=module', '-e', fetchDriver, folder],
  requests: (folder) => [python, '-c', requestsDriver, folder],
  httpie: (folder) => [
    'sh',
    '-c',
    `cd "$0" && for f in *.sh; do (http() { printf '%s\\0' "$@" >"$f.args"; cat >"$f.stdin"; }; . "./$f" </dev/null); done; exec ${python} -c "$1" .`,
    folder,
    httpieDriver,
  ],
}

const fetchDriver = `
import { readdirSync, writeFileSync } from 'node:fs'
const folder = process.argv.at(-1)
for (const file of readdirSync(folder).filter((name) => name.endsWith('.mjs'))) {
  await import(\`\${folder}/\${file}\`).catch((error) => writeFileSync(\`\${folder}/\${file}.err\`, String(error?.cause ?? error)))
}
process.exit(0)
`

const requestsDriver = `
import glob, sys, traceback
for path in sorted(glob.glob(sys.argv[1] + '/*.py')):
    try:
        exec(open(path, encoding='utf-8').read(), {'print': lambda *words: None})
    except Exception:
        open(path + '.err', 'w').write(traceback.format_exc())
`

const httpieDriver = `
import glob, io, os, sys
from httpie.core import main
from httpie.context import Environment
for path in sorted(glob.glob(sys.argv[1] + '/*.sh')):
    words = [os.fsdecode(word) for word in open(path + '.args', 'rb').read().split(b'\\0')[:-1]]
    out = open(os.devnull, 'w')
    env = Environment(stdin=open(path + '.stdin'), stdin_isatty=False, stdout=out, stdout_isatty=False, stderr=open(path + '.err', 'w'), stderr_isatty=False)
    main(args=['http', *words], env=env)
`

/**
 * Writes requests out for a program, runs what it is given, and says what did not arrive as it was to be sent. What
 * the program is said not to be able to send is not sent. With `isWhole`, HTTPie has a process for each, which takes
 * minutes.
 */
export const faultsOf = async (
  kind: SnippetKind,
  requests: readonly OddRequest[],
  isWhole = false,
): Promise<readonly string[]> => {
  const recorders = await Promise.all(requests.map(() => listenRaw()))
  try {
    const sent = requests.flatMap((request, index) => {
      const recorder = recorders[index]
      const snippet =
        recorder === undefined
          ? undefined
          : snippetOf(
              kind,
              snippetRequest(
                { ...request, headers: asObserved(request.headers), body: bodyOf(request) },
                `http://localhost:${recorder.port}/`,
              ),
            )
      return recorder === undefined || snippet?.ok !== true ? [] : [{ request, recorder, text: snippet.value }]
    })
    await runSnippets(
      kind,
      sent.map(({ text }) => text),
      isWhole,
    )
    return sent.flatMap(
      ({
        request,
        recorder: {
          requests: [first, ...others],
        },
      }) => {
        const differences = [...differencesOf(kind, request, first), ...others.map(() => 'another request')]
        return differences.map((difference) => `${request.name}: ${difference}`)
      },
    )
  } finally {
    for (const { close } of recorders) close()
  }
}

const bodyOf = ({ body }: OddRequest): Body => ({
  encoding: 'base64',
  text: body.toString('base64'),
  bytes: body.length,
  truncated: false,
})

const runSnippets = async (kind: SnippetKind, texts: readonly string[], isWhole: boolean): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'sessionscope-snippets-'))
  try {
    await Promise.all(
      texts.map((text, index) =>
        writeFile(join(folder, `${String(index).padStart(4, '0')}.${extensions[kind]}`), text),
      ),
    )
    const [program, ...args] = isWhole && kind === 'httpie' ? inShell(folder) : drivers[kind](folder)
    await runFile(program, args, { timeout: 600_000, env: { ...process.env, NO_PROXY: '*' } })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
