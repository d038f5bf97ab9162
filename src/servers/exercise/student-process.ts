import { present } from '../../shared/base/present.ts'
import type { ExerciseProblem } from '../../shared/stream/exercise.ts'
import type { ExerciseMethod } from '../../shared/stream/exercise-source.ts'
import { failed, success, type Result } from '../../shared/base/result.ts'
import { lastWords } from './last-words.ts'
import { processReportSchema, type Order, type ProcessReport, type Settled } from './messages.ts'
import { megabytesAtMost, type Program, type StartProgram } from './program.ts'

/** Why a process with the student's code was ended, or ended itself. */
export type StopReason = 'busy' | 'memory' | 'exit' | 'crash' | 'silent' | 'flood' | 'closed'

/** What came of one call of the student's class. */
export type CallOutcome =
  | Settled
  /** The process ended meanwhile. */
  | { readonly state: 'stopped'; readonly reason: StopReason }
  /** Nobody waits any longer. With `mustKnowWhy`, the process is well, so the code was waiting. */
  | { readonly state: 'unfinished' }

/** A call of one method of the student's class. */
export interface StudentCall {
  /** Which object is called; it is made, for this URL, at its first call. */
  readonly instance: string
  readonly url: string
  readonly method: ExerciseMethod
  /** JSON text of each argument. */
  readonly args: readonly string[]
  readonly traceparent?: string | undefined
  /** Ends the waiting. */
  readonly signal: AbortSignal
  /** Once the time is over, goes on until it is known whether the code waits or keeps the processor busy. */
  readonly mustKnowWhy?: boolean
}

/** What the student's code did beside its calls. */
export type Inspection = Extract<ProcessReport, { kind: 'inspected' }>

// Milliseconds.
const bootAtMost = 15_000
const loadAtMost = 4_000
const pingEvery = 200
/** Pings that go unanswered before the process is given up. One that is busy, or takes too much memory, has ended itself by then. */
const silentAtMost = 150
/** Pings that go unanswered before it is doubtful that a call whose time is over was merely waiting. */
const doubtfulAfter = 2
const printedAtMost = 4_000
const tailAtMost = 8_000
/** Messages that nobody asked for, or that are none, after which a process is stopped. */
const unaskedAtMost = 1_000

/** One process that runs one version of the student's file. It ends at the first thing that cannot be mended. */
export class StudentProcess {
  readonly #program: Program
  readonly #givenUp = new Set<number>()
  readonly #calls = new Map<number, (outcome: CallOutcome) => void>()
  readonly #inspections: ((inspection: Inspection | undefined) => void)[] = []
  #onLoaded: ((loaded: Result<readonly ExerciseProblem[], readonly ExerciseProblem[]>) => void) | undefined
  #state: 'booting' | 'loading' | 'running' | 'ended' = 'booting'
  #reason: StopReason | undefined
  #source: string
  #silence = 0
  /** What is to be done once it is certain that the process was merely waiting. */
  readonly #doubts: (() => void)[] = []
  #pings = 0
  #unasked = 0
  #watch: NodeJS.Timeout | undefined
  #limit: NodeJS.Timeout | undefined
  #nextCall = 1
  #printed = ''
  #tail = ''
  /** What is in the file, or why it cannot be used. */
  readonly loaded: Promise<Result<readonly ExerciseProblem[], readonly ExerciseProblem[]>>

  constructor(start: StartProgram, source: string) {
    this.#source = source
    this.loaded = new Promise((resolve) => (this.#onLoaded = resolve))
    this.#limit = setTimeout(() => {
      this.#stop('crash')
    }, bootAtMost)
    this.#program = start({
      onMessage: (message) => {
        this.#hear(message)
      },
      onOutput: (text) => {
        this.#keep(text)
      },
      onEnd: () => {
        this.#end()
      },
    })
  }

  get isOver(): boolean {
    return this.#state === 'ended' || this.#reason !== undefined
  }

  /** The beginning of what the code printed. */
  get printed(): string {
    return this.#printed.replaceAll(/\[sessionscope: [^\]]*\]/g, '')
  }

  /** Calls a method. Never rejects. */
  call({ instance, url, method, args, traceparent, signal, mustKnowWhy = false }: StudentCall): Promise<CallOutcome> {
    if (this.isOver) return Promise.resolve({ state: 'stopped', reason: this.#reason ?? 'crash' })
    const id = this.#nextCall++
    return new Promise((resolve) => {
      const settle = (outcome: CallOutcome): void => {
        signal.removeEventListener('abort', giveUp)
        this.#calls.delete(id)
        this.#watchOrRest()
        resolve(outcome)
      }
      const giveUp = (): void => {
        this.#send({ kind: 'cancel', id })
        const settleUnfinished = (): void => {
          if (this.#calls.has(id)) this.#givenUp.add(id)
          settle({ state: 'unfinished' })
        }
        if (mustKnowWhy) this.#whenHeard(settleUnfinished)
        else settleUnfinished()
      }
      this.#calls.set(id, settle)
      this.#send({
        kind: 'call',
        id,
        instance,
        url,
        method,
        args: [...args],
        ...present({ traceparent }),
      })
      this.#watchOrRest()
      signal.addEventListener('abort', giveUp)
      if (signal.aborted) giveUp()
    })
  }

  /** Asks what the code did beside its calls; undefined where it cannot tell any more. */
  inspect(): Promise<Inspection | undefined> {
    if (this.isOver) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      this.#inspections.push(resolve)
      this.#send({ kind: 'inspect' })
      this.#watchOrRest()
    })
  }

  close(): void {
    this.#stop('closed')
  }

  #send(order: Order): void {
    if (!this.isOver) this.#program.send(order)
  }

  // What comes from there is not to be trusted, whoever wrote the code.
  #hear(message: unknown): void {
    if (this.isOver) return
    const { data: report } = processReportSchema.safeParse(message)
    if (report === undefined || !this.#isAsked(report)) return this.#countUnasked()
    this.#silence = 0
    for (const then of this.#doubts.splice(0)) then()
    switch (report.kind) {
      case 'ready':
        return this.#load()
      case 'loaded':
        return this.#run(success(report.problems))
      case 'refused':
        return this.#run(failed(report.problems))
      case 'settled':
        return this.#calls.get(report.id)?.(report.settled)
      case 'inspected':
        return this.#inspections.shift()?.(report)
      case 'pong':
        this.#pings -= 1
        return undefined
      default:
        return report satisfies never
    }
  }

  #isAsked(report: ProcessReport): boolean {
    if (report.kind === 'ready') return this.#state === 'booting'
    if (report.kind === 'loaded' || report.kind === 'refused') return this.#state === 'loading'
    if (report.kind === 'pong') return this.#pings > 0
    if (report.kind === 'inspected') return this.#inspections.length > 0
    // Of a call that was given up the end is still told, once.
    return this.#calls.has(report.id) || this.#givenUp.delete(report.id)
  }

  #countUnasked(): void {
    this.#unasked += 1
    if (this.#unasked > unaskedAtMost) this.#stop('flood')
  }

  #load(): void {
    if (this.#state !== 'booting') return
    this.#state = 'loading'
    clearTimeout(this.#limit)
    this.#limit = setTimeout(() => {
      this.#whenHeard(() => {
        if (this.#state !== 'loading') return
        this.#run(
          failed([
            {
              message:
                'The file does not come to an end when it is loaded: something at its top level is awaited that never comes.',
            },
          ]),
        )
        this.#stop('closed')
      })
    }, loadAtMost)
    this.#send({ kind: 'load', source: this.#source })
    this.#watchOrRest()
  }

  #run(loaded: Result<readonly ExerciseProblem[], readonly ExerciseProblem[]>): void {
    if (this.#state !== 'loading') return
    this.#state = 'running'
    clearTimeout(this.#limit)
    this.#onLoaded?.(loaded)
    this.#watchOrRest()
  }

  // As long as something is expected, the process is asked whether it can still hear. A tick in which this process itself
  // was held up is one tick, however long, so a busy machine is not taken for a busy loop.
  #watchOrRest(): void {
    const isExpecting =
      !this.isOver && (this.#state === 'loading' || this.#calls.size > 0 || this.#inspections.length > 0)
    if (!isExpecting) {
      clearInterval(this.#watch)
      this.#watch = undefined
    } else if (this.#watch === undefined) {
      this.#silence = 0
      this.#watch = setInterval(() => {
        this.#listen()
      }, pingEvery)
    }
  }

  #listen(): void {
    this.#silence += 1
    if (this.#silence > silentAtMost) this.#stop('silent')
    else {
      this.#pings += 1
      this.#send({ kind: 'ping' })
    }
  }

  // Whether it waits or is busy cannot be told from its silence, on a machine that is busy otherwise. It answers, or its
  // own watch ends it and says why, or it is given up; only the first allows to say that it was waiting.
  #whenHeard(then: () => void): void {
    if (this.#silence <= doubtfulAfter) then()
    else this.#doubts.push(then)
  }

  #keep(text: string): void {
    if (this.#printed.length < printedAtMost) this.#printed += text.slice(0, printedAtMost - this.#printed.length)
    this.#tail = (this.#tail + text).slice(-tailAtMost)
  }

  #stop(reason: StopReason): void {
    if (this.#state === 'ended') return
    this.#reason ??= reason
    this.#program.kill()
  }

  #end(): void {
    this.#reason ??= reasonIn(this.#tail)
    const reason = this.#reason
    const wasLoading = this.#state === 'booting' || this.#state === 'loading'
    this.#state = 'ended'
    clearTimeout(this.#limit)
    clearInterval(this.#watch)
    if (wasLoading) this.#onLoaded?.(failed([{ message: `The file cannot be loaded: it ${stopText[reason]}.` }]))
    for (const settle of [...this.#calls.values()]) settle({ state: 'stopped', reason })
    for (const resolve of this.#inspections.splice(0)) resolve(undefined)
  }
}

// What V8 says when its own limit is reached first.
const memoryWords = /heap out of memory|Reached heap limit|invalid array length Allocation failed/i

const reasonIn = (tail: string): StopReason => {
  if (tail.includes(lastWords.memory) || memoryWords.test(tail)) return 'memory'
  if (tail.includes(lastWords.busy)) return 'busy'
  if (tail.includes(lastWords.flood)) return 'flood'
  return tail.includes(lastWords.exit) ? 'exit' : 'crash'
}

/** What the student's code did, after "it" or the name of a method. */
export const stopText: Readonly<Record<StopReason, string>> = {
  busy: 'kept the processor busy without end, as an endless loop does, and was stopped',
  memory: `took more than ${String(megabytesAtMost)} MB of memory and was stopped`,
  exit: 'ended the whole program (process.exit)',
  crash: 'made the whole program crash',
  silent: 'did not let its program answer for half a minute, and was stopped',
  flood: 'wrote without end to where only the lab may write, and was stopped',
  closed: 'was stopped',
}
