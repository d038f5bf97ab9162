import { storyFactsFold, type StoryFactsView } from '../story/story-facts.ts'
import { emptyBaseline } from '../stream/baseline/baseline.ts'
import { exchangesFold, type ExchangesView } from '../folds/exchanges.ts'
import { setCookieLinesFold, type SetCookieLine } from '../folds/set-cookie-lines.ts'
import { foldAll } from '../stream/fold.ts'
import { firstNodes } from '../stream/first-nodes.ts'
import type { LabNode } from '../stream/node.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { Observation } from '../stream/observation.ts'
import { failure, success, type Result } from '../base/result.ts'
import type { ServerUrls } from './har-address.ts'
import { decodeHar } from './har-bytes.ts'
import { parseHarJson } from './har-json.ts'
import { createNotes, type HarNote } from './har-notes.ts'
import { member } from './loose.ts'
import { factsOf, readHarEntry, type HarEntry, type TimedFact } from './read-har-entry.ts'

/** Exchanges that are taken from one file, and entries that are looked at for them. */
const exchangesAtMost = 10_000
const entriesAtMost = 100_000

/** The exchanges of a file: never part of the lab's own stream, so that no check can take them for observed. */
export interface ImportedExchanges {
  readonly name: string
  readonly exchanges: ExchangesView
  readonly lines: readonly SetCookieLine[]
  /** What the stories of its exchanges are told from. */
  readonly facts: StoryFactsView
  /** Entries of the file that are beyond the bound, and were not looked at. */
  readonly more: number
  /** What of the file is not shown, or not as it stands there. */
  readonly notes: readonly HarNote[]
}

/**
 * Reads an HTTP Archive 1.2, of whichever program. The same folds as over the lab's stream make its views. What
 * cannot be understood costs itself and is noted, its neighbours stay. Fails in words for what is no archive.
 */
export const readHar = (
  file: string | Uint8Array,
  name: string,
  urls: ServerUrls,
  nodes: readonly LabNode[] = firstNodes,
): Result<ImportedExchanges> => {
  const { text, isDamaged } = typeof file === 'string' ? { text: file, isDamaged: false } : decodeHar(file)
  const parsed = parseHarJson(text.replace(/^\uFEFF/, ''), name)
  if (!parsed.ok) return parsed
  const entries = member(member(parsed.value, 'log'), 'entries')
  if (!Array.isArray(entries))
    return failure('bad-input', `${name} is no HTTP Archive (HAR 1.2): it has no list log.entries.`)
  const notes = createNotes()
  if (isDamaged) notes.noteFor(0)('not-utf-8')
  const { taken, examined } = takeEntries(entries, urls, notes.noteFor)
  const stream = [began(nodes), ...streamOf(taken, `client:${name}`)]
  return success({
    name,
    exchanges: foldAll(exchangesFold, stream),
    lines: foldAll(setCookieLinesFold, stream).lines,
    facts: foldAll(storyFactsFold, stream),
    more: entries.length - examined,
    notes: notes.all(),
  })
}

const began = (nodes: readonly LabNode[]): Observation => ({
  sequence: 0,
  at: 0,
  kind: 'log.began',
  cause: 'start',
  baseline: { ...emptyBaseline, nodes: [...nodes] },
})

interface DatedEntry {
  readonly entry: HarEntry
  readonly at: number
}

// One that has no date began when the one before it did.
const takeEntries = (
  entries: readonly unknown[],
  urls: ServerUrls,
  noteFor: ReturnType<typeof createNotes>['noteFor'],
) => {
  const taken: DatedEntry[] = []
  let examined = 0
  for (const entry of entries.slice(0, entriesAtMost)) {
    if (taken.length === exchangesAtMost) break
    examined += 1
    const note = noteFor(examined)
    const read = readHarEntry(entry, urls, note)
    if (read.ok) taken.push({ entry: read.value, at: read.value.at ?? taken.at(-1)?.at ?? 0 })
    else note(read.failure)
  }
  return { taken: taken.sort((one, other) => one.at - other.at), examined }
}

// Exchanges are counted anew from 1; only parents of the same file keep their children.
const streamOf = (entries: readonly DatedEntry[], client: `client:${string}`): Observation[] => {
  const numbers = new Map<number, ExchangeId>()
  entries.forEach(({ entry: { own } }, index) => {
    if (own !== undefined) numbers.set(own.exchange, index + 1)
  })
  const facts = entries.flatMap(({ entry, at }, index) => {
    const parent = entry.own?.parent === undefined ? undefined : numbers.get(entry.own.parent)
    return factsOf(entry, { exchange: index + 1, parent, client, at })
  })
  return inOrder(facts).map(({ at, fact }, index) => ({ sequence: index + 1, at, ...fact }))
}

// By their places in the stream, where the file has them all; else by time, and of one moment as they stand.
const inOrder = (facts: readonly TimedFact[]): readonly TimedFact[] => {
  const hasPlaces = facts.every(({ order }) => order !== undefined)
  return [...facts].sort((one, other) => (hasPlaces ? (one.order ?? 0) - (other.order ?? 0) : one.at - other.at))
}
