import { foldAll } from '../stream/fold.ts'
import type { Observation } from '../stream/observation.ts'
import { firstNodes } from '../stream/first-nodes.ts'
import { participantLabel, type NodeName } from '../stream/node.ts'
import type { LessonId } from '../stream/judged.ts'
import type { Experiment } from '../course/lesson.ts'
import { lessonOf, type Course } from '../course/course.ts'
import { dumpsIn } from '../course/points/dumps.ts'
import { lessonRecordFold, type LessonRecord, type JoinedExchange } from '../course/record.ts'
import type { Evidence } from '../stream/verdict.ts'
import type { Block, Section } from './blocks.ts'
import { asJson, canonicalJson } from './canonical-json.ts'
import { indentedJson, rawMessages } from './raw-message.ts'
import type { ReportHead, ReportLesson } from './report.ts'
import { reportTexts as texts } from './report-texts.ts'

/** What a report says of one lesson: how it stands, and what it rests on. */
export const lessonSection = (lesson: ReportLesson, head: ReportHead, course: Course): Section => {
  const { id, title, verdict, shown } = lesson
  const taught = lessonOf(course, id)
  return {
    id,
    title: taught?.kind === 'point' ? texts.point(taught.number, title) : title,
    mark: verdict.state,
    blocks: [
      ...(taught?.kind === 'point' ? [{ kind: 'facts', facts: [[texts.task, taught.task]] } satisfies Block] : []),
      ...(taught?.kind === 'experiment' ? experimentBlocks(lesson, taught) : []),
      ...verdictBlocks(lesson, head),
      ...noteBlocks(lesson),
      ...(shown.length === 0 ? [] : [{ kind: 'shown', shown } satisfies Block]),
      ...evidenceBlocks(lesson),
    ],
    sections: [],
  }
}

// What holds is not told before it was seen.
const experimentBlocks = ({ verdict, prediction }: ReportLesson, experiment: Experiment): Block[] => {
  const expected: readonly (readonly [string, string])[] =
    prediction === undefined
      ? []
      : [
          [texts.question, prediction.question],
          [texts.predicted, prediction.expected],
        ]
  const outcome: readonly (readonly [string, string])[] =
    prediction === undefined || verdict.state !== 'passed'
      ? []
      : [[texts.outcome, texts.holds(prediction.holds, prediction.holds === prediction.expected)]]
  return [
    {
      kind: 'facts',
      facts: [
        [texts.misconception, experiment.misconception],
        ...expected,
        ...outcome,
        [texts.source, experiment.source],
      ],
    },
  ]
}

const verdictBlocks = ({ id, verdict, judged, observations }: ReportLesson, head: ReportHead): Block[] => {
  const when: Block[] =
    judged === undefined
      ? []
      : [
          {
            kind: 'prose',
            text: `${texts.judged(texts.verbs[verdict.state], texts.by[judged.by], judged.at, head)}.`,
            isQuiet: true,
          },
        ]
  switch (verdict.state) {
    case 'passed':
      return [
        ...when,
        { kind: 'facts', facts: [[texts.seen, verdict.seen]] },
        ...notesOf(id, verdict.evidence, observations),
      ]
    case 'failed':
      return [
        ...when,
        {
          kind: 'facts',
          facts: [
            [texts.seen, verdict.seen],
            [texts.expected, verdict.expected],
          ],
        },
        ...notesOf(id, verdict.evidence, observations),
      ]
    case 'pending':
      return verdict.parts.some(({ isSeen }) => isSeen)
        ? [
            ...when,
            {
              kind: 'list',
              items: verdict.parts.map(({ text, isSeen }) => ({ text, mark: isSeen ? 'passed' : 'pending' })),
            },
          ]
        : [{ kind: 'prose', text: texts.notSeen, isQuiet: true }]
  }
}

// As it was typed, marks and line breaks and all.
const noteBlocks = ({ note }: ReportLesson): Block[] =>
  note === undefined
    ? []
    : [
        { kind: 'prose', text: `*${texts.note}:*` },
        { kind: 'plain', text: note },
      ]

/** Evidence of one lesson that is shown: a dump may rest on hundreds of exchanges. The rest is in the file's data. */
const shownAtMost = 10
const named = (evidence: readonly Evidence[]): readonly Evidence[] => evidence.slice(0, shownAtMost)

const anchorOf = (lesson: LessonId, exchange: number): string => `${lesson}-exchange-${exchange}`

const notesOf = (lesson: LessonId, evidence: readonly Evidence[], observations: readonly Observation[]): Block[] => {
  const known = new Set(
    observations.flatMap((observation) => (observation.kind === 'exchange.requested' ? [observation.exchange] : [])),
  )
  const items = named(evidence).map(({ exchange, note }) => {
    if (exchange === undefined) return { note }
    return known.has(exchange) ? { note, exchange, anchor: anchorOf(lesson, exchange) } : { note, exchange }
  })
  return items.length === 0 ? [] : [{ kind: 'evidence', items }]
}

const evidenceBlocks = ({ id, verdict, observations }: ReportLesson): Block[] => {
  if (verdict.state === 'pending' || observations.length === 0) return []
  const record = foldAll(lessonRecordFold, observations)
  const shown = shownExchanges(record, verdict.evidence)
  const more = record.exchanges.length - shown.length
  const nodes = nodesIn(observations)
  return [
    ...dumpBlocks(record),
    ...shown.map((seen) => exchangeBlock(id, seen, nodes)),
    ...(more === 0 ? [] : [{ kind: 'prose', text: texts.more(more), isQuiet: true } satisfies Block]),
    ...otherBlocks(observations),
  ]
}

// Those that the verdict names, and what they caused.
const shownExchanges = (record: LessonRecord, evidence: readonly Evidence[]): JoinedExchange[] => {
  const wanted = new Set(named(evidence).map(({ exchange }) => exchange))
  return record.exchanges.filter(({ id, requested }) => wanted.has(id) || wanted.has(requested.parent))
}

const nodesIn = (observations: readonly Observation[]): readonly NodeName[] =>
  observations.find((observation) => observation.kind === 'log.began')?.baseline.nodes ?? firstNodes

const exchangeBlock = (lesson: LessonId, seen: JoinedExchange, nodes: readonly NodeName[]): Block => {
  const { from, to, parent } = seen.requested
  const isNested = parent !== undefined
  const asked = texts.asked(participantLabel(from, nodes), participantLabel(to, nodes))
  const title = `#${seen.id}  ${asked}${isNested ? texts.inCourseOf(parent) : ''}`
  return { kind: 'exchange', anchor: anchorOf(lesson, seen.id), title, isNested, messages: rawMessages(seen) }
}

// As `sessionscope dump` prints it: one JSON object a key, indented by two.
const dumpBlocks = ({ exchanges }: LessonRecord): Block[] => {
  const dump = dumpsIn(exchanges).at(-1)
  if (dump === undefined) return []
  const text = dump.keys
    .flatMap((key) => dump.reads.get(key)?.end.body.text.trim() ?? [])
    .map(indentedJson)
    .join('\n')
  return [{ kind: 'code', title: texts.dump, language: 'json', text }]
}

const others: ReadonlySet<Observation['kind']> = new Set([
  'cookie.blocked',
  'jar.changed',
  'settings.changed',
  'server.changed',
])

const otherBlocks = (observations: readonly Observation[]): Block[] => {
  const found = observations.filter(({ kind }) => others.has(kind))
  const lines = found.map(({ at: _, kind, ...rest }) => `${kind} ${canonicalJson(asJson(rest))}`)
  return lines.length === 0 ? [] : [{ kind: 'code', title: texts.others, language: 'text', text: lines.join('\n') }]
}
