import type { LessonId } from '../../../shared/stream/judged.ts'
import type { Shown } from '../../../shared/report/report.ts'
import { browserIds, type BrowserId } from '../../../shared/stream/participant.ts'
import type { BrowserDriver } from '../../browser/browser-driver.ts'
import type { ObservationLog } from '../../observation/observation-log.ts'
import { pictureAtMost, type PictureFolder } from './picture-folder.ts'
import type { ProgressFile } from './progress-file.ts'

interface PictureTakerOptions {
  readonly browsers: Readonly<Record<BrowserId, Pick<BrowserDriver, 'look' | 'currentUrl'>>>
  readonly folder: PictureFolder
  readonly progress: ProgressFile
  readonly log: Pick<ObservationLog, 'newest' | 'read'>
  /** Told of a picture that could not be kept when it was tried again. */
  readonly onDefect: (thrown: unknown) => void
  /** Milliseconds after which a browser that had nothing to show yet is looked at again, each time. */
  readonly again?: readonly number[]
}

const usualAgain = [1_000, 3_000, 10_000, 30_000]

/** How a browser was seen, and whether another look may see more. */
interface Seen {
  readonly shown: Shown
  readonly isForNow: boolean
}

const look = async (
  browser: BrowserId,
  driver: Pick<BrowserDriver, 'look' | 'currentUrl'>,
  folder: PictureFolder,
): Promise<Seen> => {
  const seen = await driver.look()
  const url = driver.currentUrl()
  if (seen.kind === 'text') {
    return { shown: { browser, url, kind: 'text', text: seen.text, why: seen.why }, isForNow: seen.isForNow === true }
  }
  const { png, width, height } = seen
  const shown: Shown =
    png.length > pictureAtMost
      ? { browser, url, kind: 'text', text: '', why: 'The picture was too large to be kept.' }
      : { browser, url, kind: 'picture', sha256: await folder.keep(png), width, height }
  return { shown, isForNow: false }
}

/** Keeps with a lesson that has passed what both browsers show at this moment. */
export const createPictureTaker = ({
  browsers,
  folder,
  progress,
  log,
  onDefect,
  again = usualAgain,
}: PictureTakerOptions) => {
  const see = (browser: BrowserId): Promise<Seen> => look(browser, browsers[browser], folder)
  // One after the other, so that none is tidied away before it is named in the progress.
  let turn = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => (turn = turn.catch(() => undefined).then(work))
  const timers = new Set<NodeJS.Timeout>()
  let isClosed = false

  const take = async (lesson: LessonId): Promise<void> => {
    const seen = await Promise.all(browserIds.map(see))
    const shown = seen.map((one) => one.shown)
    // It may have been reset meanwhile.
    const kept = progress.lessons()[lesson]
    if (kept === undefined) return
    progress.keep(lesson, { ...kept, shown })
    const missing = seen.flatMap(({ isForNow, shown: { browser } }) => (isForNow ? [browser] : []))
    tryAgain({ lesson, shown, missing, since: log.newest(), after: again })
  }

  const tryAgain = (gap: Gap): void => {
    const [delay, ...after] = gap.after
    if (isClosed || gap.missing.length === 0 || delay === undefined) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      inTurn(() => fill({ ...gap, after })).catch(onDefect)
    }, delay)
    timers.add(timer)
  }

  // A picture of another page would be none of that moment, nor is the verdict another one's.
  const fill = async (gap: Gap): Promise<void> => {
    const isAsItWas = (browser: BrowserId): boolean =>
      log
        .read(gap.since, Infinity)
        .every((one) => one.kind !== 'log.began' && (one.kind !== 'page.changed' || one.browser !== browser))
    const looks = await Promise.all(gap.missing.filter(isAsItWas).map(see))
    const seen = new Map(looks.map((one) => [one.shown.browser, one]))
    const kept = progress.lessons()[gap.lesson]
    if (kept === undefined || kept.shown !== gap.shown) return
    const found = (browser: BrowserId): Shown | undefined => (isAsItWas(browser) ? seen.get(browser)?.shown : undefined)
    const shown = kept.shown.map((one) => found(one.browser) ?? one)
    progress.keep(gap.lesson, { ...kept, shown })
    tryAgain({ ...gap, shown, missing: gap.missing.filter((browser) => seen.get(browser)?.isForNow) })
  }

  return {
    take: (lesson: LessonId): Promise<void> => inTurn(() => take(lesson)),
    /** Removes the pictures of lessons that are no longer passed. */
    tidy: (): Promise<void> => inTurn(() => folder.keepOnly(picturesIn(progress))),
    /** Done when none is being taken. What has to be tried again later is not waited for. */
    settled: (): Promise<void> => turn.catch(() => undefined),
    /** Ends what was to be tried again. */
    close: (): void => {
      isClosed = true
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}

const picturesIn = (progress: ProgressFile): Set<string> =>
  new Set(
    Object.values(progress.lessons()).flatMap(({ shown }) =>
      shown.flatMap((one) => (one.kind === 'picture' ? [one.sha256] : [])),
    ),
  )

/** Browsers of which a lesson has no picture yet. */
interface Gap {
  readonly lesson: LessonId
  /** What is kept with the lesson as long as nobody else has changed it. */
  readonly shown: readonly Shown[]
  readonly missing: readonly BrowserId[]
  /** The newest observation when they were looked at. */
  readonly since: number
  readonly after: readonly number[]
}

export type PictureTaker = ReturnType<typeof createPictureTaker>
