import type { HeaderList } from '../../shared/stream/header-list.ts'
import type { Body } from '../../shared/stream/body.ts'
import type { Observation, ObservationOf } from '../../shared/stream/observation.ts'

/** What every observation weighs: its kind, its stamps, and the names of its members. */
const fixed = 300

/**
 * What an observation weighs: at least the characters of its JSON, where none has to be escaped, and so about the bytes that it
 * holds. Escapes make the JSON longer, six times at most. A new kind does not compile without a weight.
 */
export const weightOf = (observation: Observation): number => {
  switch (observation.kind) {
    // Nearly all of a log is of these few kinds, so they are weighed by what in them can be long.
    case 'exchange.requested':
      return fixed + weightOfLine(observation) + weightOfHeaders(observation.headers) + weightOfBody(observation.body)
    case 'exchange.answered':
      return fixed + observation.reason.length + weightOfHeaders(observation.headers) + weightOfBody(observation.body)
    case 'entry.written':
      return (
        fixed + observation.entry.key.length + observation.entry.value.length + (observation.entry.version?.length ?? 0)
      )
    case 'entry.deleted':
      return fixed + observation.key.length
    case 'session.opened':
    case 'session.saved':
    case 'exchange.failed':
    case 'jar.changed':
    case 'cookie.blocked':
    case 'verdicts.changed':
    case 'page.changed':
    case 'page.crashed':
    case 'settings.changed':
    case 'subject.changed':
    case 'server.changed':
    case 'steps.changed':
    case 'hop.held':
    case 'hop.changed':
    case 'hop.released':
    case 'lesson.judged':
    case 'experiment.predicted':
    case 'stage.changed':
    case 'run.began':
    case 'run.awaits':
    case 'run.stepped':
    case 'run.ended':
    case 'report.described':
    case 'exercise.changed':
    case 'exercise.checked':
    case 'trouble.changed':
    case 'log.began':
      return fixed + weightOfValue(observation)
    default:
      return observation satisfies never
  }
}

const weightOfLine = ({ from, method, target, httpVersion }: ObservationOf<'exchange.requested'>): number =>
  from.length + method.length + target.length + httpVersion.length

/** Two pairs of quotation marks, brackets and commas. */
const weightOfHeaders = (headers: HeaderList): number =>
  headers.reduce((sum, [name, value]) => sum + name.length + value.length + 8, 0)

const weightOfBody = ({ text }: Body): number => text.length + 80

/** A number's longest text (`-2.2250738585072014e-308`) and its comma; more than `false` and `null` have. */
const ofLeaf = 25
const ofHolder = 32

// Without recursion: what it weighs may be nested as deep as anybody likes.
const weightOfValue = (value: unknown): number => {
  const left: unknown[] = [value]
  let weight = 0
  for (let next = left.pop(); left.length > 0 || next !== undefined; next = left.pop()) {
    if (typeof next === 'string') weight += next.length + 3
    else if (typeof next !== 'object' || next === null) weight += ofLeaf
    else if (Array.isArray(next)) {
      weight += ofHolder
      for (const item of next) left.push(item ?? null)
    } else {
      weight += ofHolder
      for (const [name, member] of Object.entries(next)) {
        weight += name.length + 4
        left.push(member ?? null)
      }
    }
  }
  return weight
}
