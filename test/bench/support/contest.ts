import { processorTime } from './processor-time.ts'
import { startLoadGenerator, type Load, type LoadGenerator } from './load.ts'
import { median, rounded } from './statistics.ts'
import { rounds, seconds, warmUp } from './options.ts'
import type { Table } from '../../support/document.ts'

const longestWarmUp = 15_000
/** Seconds; the slowest contender answers something in so many. */
const warmUpTurn = 5
const longestTurn = 20

/** A server in a contest. */
export interface Contender {
  readonly name: string
  readonly load: Load
  /** Every process that works on the answers. */
  readonly pids: readonly number[]
}

/** What is claimed of a contender: that it does at least so many times what another one does. */
export interface Aim {
  readonly of: string
  readonly against: string
  readonly atLeast?: number
}

interface Round {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Processor time of the servers, in microseconds an answer. */
  readonly cost: number
}

export interface Contest {
  /** Over its tables, where a section has several. */
  readonly title?: string
  readonly contenders: readonly Contender[]
  readonly aims: readonly Aim[]
}

/**
 * Lets servers that run side by side take turns under the same load, A B C, C B A, A B C …, each for a moment. A ratio is
 * the median of the ratios of each round, whose two halves are seconds apart: what else the machine does meets both.
 */
export const hold = async ({ title, contenders, aims }: Contest): Promise<Table[]> => {
  const generator = startLoadGenerator()
  try {
    const results = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]))
    for (const { load } of contenders) await warm(generator, load)
    for (let round = 0; round < rounds; round += 1) {
      for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
        results.get(contender.name)?.push(await play(generator, contender))
      }
    }
    return [figures(title, results), ratios(aims, results)]
  } finally {
    generator.close()
  }
}

// Its code is compiled after so many requests, not after so many seconds; one that takes long for them has nothing to compile.
const warm = async (generator: LoadGenerator, load: Load): Promise<void> => {
  const began = performance.now()
  for (let answered = 0; answered < warmUp && performance.now() - began < longestWarmUp;)
    answered += (await generator.run(load, warmUpTurn)).answered
}

// A turn in which not even one answer came, from a server that looks at every key, is played again, longer.
const play = async (generator: LoadGenerator, contender: Contender, turn = seconds): Promise<Round> => {
  const { name, load, pids } = contender
  const before = await processorTime(pids)
  const { perSecond, answered, p50, p99 } = await generator.run(load, turn)
  if (answered === 0 && turn > longestTurn) throw new Error(`${name} answers nothing in ${String(turn)} seconds.`)
  if (answered === 0) return play(generator, contender, 2 * turn)
  return { perSecond, p50, p99, cost: (((await processorTime(pids)) - before) * 1000) / answered }
}

type Results = ReadonlyMap<string, readonly Round[]>

const figures = (title: string | undefined, results: Results): Table => ({
  ...(title !== undefined && { title }),
  head: ['', 'requests/s', 'median ms', 'p99 ms', 'processor µs/request'],
  rows: Array.from(results, ([name, all]) => [
    name,
    ...(['perSecond', 'p50', 'p99', 'cost'] as const).map((what) => rounded(median(all.map((round) => round[what])))),
  ]),
})

const ratios = (aims: readonly Aim[], results: Results): Table => ({
  head: ['', 'requests/s, ratio', 'least … most', 'aim', 'processor time, ratio'],
  rows: aims.map(({ of, against, atLeast }) => {
    const speed = paired(results, of, against, (round) => round.perSecond)
    const cost = paired(results, of, against, (round) => round.cost)
    const range = `${rounded(Math.min(...speed))} … ${rounded(Math.max(...speed))}`
    return [
      `${of} / ${against}`,
      `**${rounded(median(speed))}**`,
      range,
      verdict(median(speed), atLeast),
      rounded(median(cost)),
    ]
  }),
})

const paired = (results: Results, of: string, against: string, what: (round: Round) => number): number[] => {
  const others = results.get(against) ?? []
  return (results.get(of) ?? []).map((round, at) => what(round) / what(others[at] ?? round))
}

const verdict = (ratio: number, atLeast: number | undefined): string => {
  if (atLeast === undefined) return ''
  return `≥ ${atLeast} ${ratio >= atLeast ? '✓' : '✗'}`
}
