import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { courses } from '../../../src/shared/course/courses.ts'
import { emptyBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import { lessonsFold } from '../../../src/shared/folds/lessons.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { success } from '../../../src/shared/base/result.ts'
import { earlierVerdicts } from '../../../src/servers/lesson/judge/ledger.ts'
import { startLessons } from '../../../src/servers/lesson/lessons.ts'
import { openProgressFile } from '../../../src/servers/lesson/keep/progress-file.ts'
import type { Perform } from '../../../src/servers/lesson/run/perform.ts'
import type { Stage } from '../../../src/servers/lesson/run/stage/stage.ts'
import { createObservationLog } from '../../../src/servers/observation/observation-log.ts'
import { signed, Story } from '../../support/story.ts'
import { eventually } from '../../support/eventually.ts'

const clock = { now: () => 1_700_000_000_000 }
const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

const newFolder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'sessionscope-'))
  ending.push(() => rm(path, { recursive: true, force: true }))
  return path
}

interface CourseOptions {
  readonly folder?: string
  readonly perform?: Perform
  readonly pace?: number
}

/** A stage on which nothing happens but what a test notes. */
const stageOf = (struck: string[]): Stage => ({
  set: () => {
    struck.push('set')
    return Promise.resolve(success(undefined))
  },
  strike: () => {
    struck.push('struck')
    return Promise.resolve([])
  },
})

/** A course over a log that a test writes. */
const startCourse = async ({
  folder,
  perform = () => Promise.resolve(success(undefined)),
  pace = 0,
}: CourseOptions = {}) => {
  const problems: string[] = []
  const onStage: string[] = []
  const stage = stageOf(onStage)
  const path = join(folder ?? (await newFolder()), 'progress.json')
  const progress = await openProgressFile({ path, onProblem: (problem) => problems.push(problem) })
  const log = createObservationLog({ clock, baseline: { ...emptyBaseline, lessons: earlierVerdicts(progress) } })
  const pictures = {
    take: () => Promise.resolve(),
    tidy: () => Promise.resolve(),
    settled: () => Promise.resolve(),
    close: () => undefined,
  }
  const course = startLessons({
    log,
    clock,
    facts: emptyBaseline.lab,
    course: courses[0],
    progress,
    perform,
    stage,
    pictures,
    pace,
    onDefect: (thrown) => {
      throw thrown
    },
  })
  const close = async (): Promise<void> => {
    await course.close()
    await progress.close()
  }
  const lessons = { ...course, close }
  ending.push(close)
  const view = () => foldAll(lessonsFold, log.read(0, 100_000))
  const append = (facts: readonly Fact[]): void => {
    for (const fact of facts) log.append(fact)
  }
  const until = (lesson: string, state: string) =>
    eventually(() => {
      expect(view().judged[lesson]?.verdict.state).toBe(state)
    })
  return { lessons, log, progress, path, problems, onStage, view, append, until }
}

const facts = (story: Story): Fact[] =>
  story.observations.filter(({ kind }) => kind !== 'log.began').map(({ sequence, at, ...fact }) => fact)
const onePage = facts(new Story().page({ count: 1, sets: signed(1) }))
const bothPages = facts(
  new Story().page({ count: 1, sets: signed(1) }).page({ count: 2, brought: signed(1), sets: signed(2) }),
)
const secondPage = bothPages.slice(onePage.length)

describe('the course', () => {
  it('judges what is observed, whoever did it, and keeps the verdict with its evidence', async () => {
    const { append, until, view, progress, path, lessons } = await startCourse()
    append(onePage)
    await until('point-1', 'pending')
    append(secondPage)
    await until('point-1', 'passed')
    expect(view().judged['point-1']).toMatchObject({ by: 'hand', isEarlier: false, at: clock.now() })
    await lessons.close()
    const kept = JSON.parse(await readFile(path, 'utf8')) as {
      lessons: Record<string, { observations: { kind: string }[] }>
    }
    expect(kept.lessons['point-1']?.observations.map(({ kind }) => kind).slice(0, 2)).toEqual([
      'log.began',
      'exchange.requested',
    ])
    expect(Object.keys(progress.lessons())).toEqual(['point-1'])
  })

  it('remembers a verdict after a restart, as one of before', async () => {
    const folder = await newFolder()
    const first = await startCourse({ folder })
    first.append(bothPages)
    await first.until('point-1', 'passed')
    await first.lessons.close()
    const second = await startCourse({ folder })
    expect(second.view().judged['point-1']).toMatchObject({ isEarlier: true, verdict: { state: 'passed' } })
  })

  it('forgets a verdict that is reset, and counts only what comes afterwards', async () => {
    const { append, until, lessons, progress } = await startCourse()
    append(bothPages)
    await until('point-1', 'passed')
    expect(lessons.reset('point-1').ok).toBe(true)
    await until('point-1', 'pending')
    expect(progress.lessons()).toEqual({})
    append(facts(new Story().set({ USE_SESSION_STORE: false })))
    await until('point-1', 'pending')
    append(
      bothPages.map((fact) =>
        'exchange' in fact && fact.exchange !== undefined ? { ...fact, exchange: fact.exchange + 10 } : fact,
      ),
    )
    await until('point-1', 'passed')
  })

  it('a cleared log takes the evidence away, not the verdicts', async () => {
    const { append, until, log, view } = await startCourse()
    append(bothPages)
    await until('point-1', 'passed')
    log.clear()
    append(facts(new Story().page({ count: 3, sets: signed(3) })))
    await until('point-2', 'pending')
    expect(view().judged['point-1']?.verdict.state).toBe('passed')
  })

  it('runs the steps of a lesson one after the other, and says that it did them', async () => {
    const done: string[] = []
    const course = await startCourse({
      perform: (step) => {
        done.push(step.do)
        if (step.do === 'reload') course.append(secondPage)
        else if (step.do === 'open') course.append(onePage)
        return Promise.resolve(success(undefined))
      },
    })
    expect(course.lessons.run('point-1').ok).toBe(true)
    await eventually(() => {
      expect(course.view().run).toBeNull()
    })
    expect(done).toEqual(['set', 'open', 'reload'])
    expect(course.view().judged['point-1']).toMatchObject({ by: 'run', verdict: { state: 'passed' } })
    expect(
      course.log
        .read(0, 1000)
        .map(({ kind }) => kind)
        .filter((kind) => kind.startsWith('run.')),
    ).toEqual(['run.began', 'run.stepped', 'run.stepped', 'run.stepped', 'run.ended'])
  })

  it('stops a run, and ends one at a step that cannot be done', async () => {
    const { lessons, view } = await startCourse({ pace: 60_000 })
    expect(lessons.run('point-2').ok).toBe(true)
    expect(lessons.run('point-3')).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    await lessons.stop()
    expect(view().run).toBeNull()

    const failing = await startCourse({
      perform: () => Promise.resolve({ ok: false, failure: { code: 'unavailable', message: 'nobody answers' } }),
    })
    failing.lessons.run('point-2')
    await eventually(() => {
      expect(failing.view().problem).toEqual({
        lesson: 'point-2',
        text: 'Switch USE_SESSION_STORE off: nobody answers',
      })
    })
  })

  it('knows no other lessons', async () => {
    const { lessons } = await startCourse()
    for (const result of [lessons.run('point-99'), lessons.reset('point-99')])
      expect(result).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  })
})

describe('an experiment', () => {
  const name = 'signed-not-encrypted'

  it('is judged by hand from its prediction on, and keeps both', async () => {
    const { lessons, append, until, view, progress } = await startCourse()
    append(onePage)
    await until('point-1', 'pending')
    expect(view().judged[name]).toBeUndefined()
    expect(lessons.predict(name, 1).ok).toBe(true)
    expect(view().predictions).toEqual({ [name]: 1 })
    append(secondPage)
    await until(name, 'passed')
    expect(view().judged[name]?.by).toBe('hand')
    expect(progress.lessons()[name]).toMatchObject({ prediction: 1, verdict: { state: 'passed' } })
    expect(progress.predictions()).toEqual({ [name]: 1 })
    expect(lessons.predict(name, 0)).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(lessons.reset(name).ok).toBe(true)
    expect(view().predictions).toEqual({})
    expect(lessons.predict(name, 9)).toMatchObject({ ok: false, failure: { code: 'bad-input' } })
  })

  it('runs on a stage that is struck, begins anew each time, and is no evidence for the points', async () => {
    const course = await startCourse({
      perform: (step) => {
        if (step.do === 'open') course.append(bothPages)
        return Promise.resolve(success(undefined))
      },
    })
    const ended = () => course.log.read(0, 1000).filter(({ kind }) => kind === 'run.ended').length
    for (const round of [1, 2]) {
      expect(course.lessons.run(name).ok).toBe(true)
      await eventually(() => {
        expect(ended()).toBe(round)
      })
      expect(course.view().judged[name]).toMatchObject({ by: 'run', verdict: { state: 'passed' } })
    }
    expect(course.onStage).toEqual(['set', 'struck', 'set', 'struck'])
    expect(course.view().judged['point-1']?.verdict).toMatchObject({
      state: 'pending',
      parts: [{ isSeen: false }, { isSeen: false }],
    })
  })

  it('is put back when it is stopped and when a step fails', async () => {
    const stopped = await startCourse({ pace: 60_000 })
    stopped.lessons.run(name)
    await eventually(() => {
      expect(stopped.view().run?.begun).toBe(1)
    })
    await stopped.lessons.stop()
    expect(stopped.onStage).toEqual(['set', 'struck'])

    const failing = await startCourse({ perform: () => Promise.reject(new Error('a defect')) })
    failing.lessons.run(name)
    await eventually(() => {
      expect(failing.view().problem).toEqual({ lesson: name, text: 'a defect' })
    })
    expect(failing.onStage).toEqual(['set', 'struck'])
  })

  it('goes step by step at its user’s word, who may do a step by hand, and waits before it is put away', async () => {
    const done: string[] = []
    const { lessons, view, onStage } = await startCourse({
      perform: (step) => {
        done.push(step.do)
        return Promise.resolve(success(undefined))
      },
    })
    const awaits = (index: number) =>
      eventually(() => {
        expect(view().run?.awaits).toBe(index)
      })
    expect(lessons.run(name, true).ok).toBe(true)
    await awaits(0)
    expect(lessons.next(false).ok).toBe(true)
    await awaits(1)
    expect(lessons.next(true).ok).toBe(true)
    await awaits(2)
    lessons.next(false)
    await awaits(3)
    expect([done, onStage]).toEqual([['prepare', 'reload'], ['set']])
    lessons.next(false)
    await eventually(() => {
      expect(view().run).toBeNull()
    })
    expect(onStage).toEqual(['set', 'struck'])
    expect(lessons.next(false)).toMatchObject({ ok: false, failure: { code: 'conflict' } })
  })

  it('ends when it is stopped while its last step is done', async () => {
    let stopping: Promise<void> | undefined
    const { lessons, view, onStage } = await startCourse({
      perform: (action) => {
        if (action.do === 'reload') stopping = lessons.stop()
        return Promise.resolve(success(undefined))
      },
    })
    lessons.run(name, true)
    for (const isByHand of [true, true, false]) {
      await eventually(() => {
        expect(lessons.next(isByHand).ok).toBe(true)
      })
    }
    await eventually(() => {
      expect(stopping).toBeDefined()
    })
    await stopping
    expect([view().run, onStage]).toEqual([null, ['set', 'struck']])
  })

  it('that needs a native browser says why it cannot run elsewhere', async () => {
    const { lessons } = await startCourse()
    expect(lessons.run('http-only')).toMatchObject({
      ok: false,
      failure: { code: 'unsupported', message: expect.stringContaining('no scripts') as unknown },
    })
  })
})

describe('the progress file', () => {
  it('is put aside beside what was put aside before', async () => {
    const folder = await newFolder()
    for (const text of ['first', 'second', 'third']) {
      await writeFile(join(folder, 'progress.json'), text)
      await startCourse({ folder })
    }
    const kept = (ending: string) => readFile(join(folder, `progress.json.unreadable${ending}`), 'utf8')
    expect(await Promise.all(['', '-2', '-3'].map(kept))).toEqual(['first', 'second', 'third'])
  })

  it.each(['{', '[]', '{"version":2}', '{"version":1,"lessons":{"point-1":{}}}'])(
    'that says %s is put aside, and told of',
    async (text) => {
      const folder = await newFolder()
      await writeFile(join(folder, 'progress.json'), text)
      const { problems, progress } = await startCourse({ folder })
      expect(progress.lessons()).toEqual({})
      expect(problems).toEqual([expect.stringContaining('was put aside') as unknown])
      expect(await readdir(folder)).toEqual(['progress.json.unreadable'])
      expect(await readFile(join(folder, 'progress.json.unreadable'), 'utf8')).toBe(text)
    },
  )
})
