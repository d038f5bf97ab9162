import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, release, totalmem } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')
const document = join(root, 'docs/benchmarks.md')

/** Figures with their column heads. */
export interface Table {
  readonly title?: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** One section of the document. */
export interface Section {
  /** Names it to `npm run bench -- NAME`, and in the document. */
  readonly name: string
  readonly title: string
  /** What was measured, and how. */
  readonly how: string
  /** Programs other than Node that took part, with their versions. */
  readonly versions?: Readonly<Record<string, string>>
  readonly tables: readonly Table[]
}

/** Prints a section and puts it in its place in docs/benchmarks.md; the other sections stay. */
export const report = async (section: Section): Promise<void> => {
  const text = sectionText(section)
  console.log(`\n${text}`)
  const before = await readFile(document, 'utf8').catch(() => '')
  await writeFile(document, withSection(before === '' ? introduction : before, section.name, text))
}

const introduction = `# Benchmarks

Written by \`npm run bench\`; \`npm run bench -- counter kv\` measures only what is named and leaves the other sections as they are.

Ratios are what counts, and they are measured side by side: the servers that are compared all run, each as a process of its own, and a
load generator (autocannon, in a process of its own) gives each the same load for a moment in turn, A B C, C B A, and so on. A ratio is
the median of the ratios of each round. *Processor time* is what the servers used for one answer, user and system time of all
processes that took part in it; it depends less on what else the machine does. Ours is the built product as a user starts it, with no
flag for speed; the others are Express applications as their manuals show them, in \`test/bench/peers\`. Node's \`NODE_ENV\` is \`production\` for all.
`

const begin = (name: string): string => `<!-- ${name} -->\n`
const end = (name: string): string => `<!-- end of ${name} -->\n`

const withSection = (all: string, name: string, text: string): string => {
  const block = `${begin(name)}${text}${end(name)}`
  const from = all.indexOf(begin(name))
  const to = all.indexOf(end(name))
  return from >= 0 && to > from ? all.slice(0, from) + block + all.slice(to + end(name).length) : `${all}\n${block}`
}

const sectionText = ({ title, how, versions = {}, tables }: Section): string =>
  [`## ${title}\n`, `${how}\n`, ...tables.map(tableText), `${conditions(versions)}\n`].join('\n')

const tableText = ({ title, head, rows }: Table): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  const rule = `|${head.map((_, column) => (column === 0 ? '---' : '--:')).join('|')}|\n`
  return `${title === undefined ? '' : `### ${title}\n\n`}${line(head)}${rule}${rows.map(line).join('')}`
}

const conditions = (versions: Readonly<Record<string, string>>): string => {
  const [first] = cpus()
  const machine = `${String(cpus().length)} × ${first?.model.trim() ?? 'unknown processor'}, ${String(Math.round(totalmem() / 2 ** 30))} GB, ${process.platform} ${release()}`
  const programs = Object.entries({ Node: process.versions.node, ...versions }).map(([name, version]) => `${name} ${version}`)
  return `*${new Date().toISOString().slice(0, 10)}, commit ${commit()}; ${machine}; ${programs.join(', ')}.*`
}

const commit = (): string => {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim()
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', 'src', 'package-lock.json') === '' ? '' : ' with changes'
  return `${git('rev-parse', '--short', 'HEAD')}${changed}`
}
