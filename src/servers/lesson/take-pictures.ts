import type { LessonId } from '../../shared/lesson/lesson.ts'
import type { Shown } from '../../shared/lesson/report/report.ts'
import { browserIds, type BrowserId } from '../../shared/participant.ts'
import type { BrowserDriver } from '../browser/browser-driver.ts'
import { pictureAtMost, type PictureFolder } from './picture-folder.ts'
import type { ProgressFile } from './progress-file.ts'

interface PicturesOptions {
  readonly browsers: Readonly<Record<BrowserId, Pick<BrowserDriver, 'look' | 'currentUrl'>>>
  readonly folder: PictureFolder
  readonly progress: ProgressFile
}

/** Keeps with a lesson that has passed what both browsers show at this moment. */
export const createPictures = ({ browsers, folder, progress }: PicturesOptions) => {
  const show = async (browser: BrowserId): Promise<Shown> => {
    const url = browsers[browser].currentUrl()
    const look = await browsers[browser].look()
    if (look.kind === 'text') return { browser, url, ...look }
    if (look.png.length > pictureAtMost) return { browser, url, kind: 'text', text: '', why: 'The picture was too large to be kept.' }
    return { browser, url, kind: 'picture', sha256: await folder.keep(look.png), width: look.width, height: look.height }
  }
  // One after the other, so that none is tidied away before it is named in the progress.
  let turn = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => (turn = turn.catch(() => undefined).then(work))

  const take = async (lesson: LessonId): Promise<void> => {
    const shown = await Promise.all(browserIds.map(show))
    // It may have been reset meanwhile.
    const kept = progress.lessons()[lesson]
    if (kept !== undefined) progress.keep(lesson, { ...kept, shown })
  }

  const inUse = (): Set<string> =>
    new Set(Object.values(progress.lessons()).flatMap(({ shown }) => shown.flatMap((one) => (one.kind === 'picture' ? [one.sha256] : []))))

  return {
    take: (lesson: LessonId): Promise<void> => inTurn(() => take(lesson)),
    /** Removes the pictures of lessons that are no longer passed. */
    tidy: (): Promise<void> => inTurn(() => folder.keepOnly(inUse())),
  }
}

export type Pictures = ReturnType<typeof createPictures>
