import { useEffect, useId, useRef, useState } from 'react'
import { reportNoteFold } from '../../../shared/folds/report-note.ts'
import type { LessonId } from '../../../shared/stream/judged.ts'
import { lessonNoteAtMost } from '../../../shared/stream/report-note.ts'
import { useCall } from '../../client/use-call.ts'
import { useView } from '../../client/use-view.ts'
import { reportDialogTexts } from './report-texts.ts'

/** Milliseconds after the last key until what was typed is kept. */
const pause = 500

/** What the student says of one point or experiment, for the report. It keeps itself. */
export const LessonNote = ({ lesson }: { readonly lesson: LessonId }) => {
  const call = useCall()
  const kept = useView(reportNoteFold).lessons[lesson] ?? ''
  const [typed, setTyped] = useState<string>()
  const [wasOpen] = useState(kept !== '')
  const hint = useId()
  const keep = (): void => {
    if (typed !== undefined && typed !== kept) void call('report.describe', { lessons: { [lesson]: typed } })
  }
  const latest = useRef(keep)
  useEffect(() => {
    latest.current = keep
  })
  useEffect(() => {
    if (typed === undefined) return
    const timer = setTimeout(() => {
      latest.current()
    }, pause)
    return () => {
      clearTimeout(timer)
    }
  }, [typed])
  // Whoever closes the lesson while typing loses nothing.
  useEffect(
    () => () => {
      latest.current()
    },
    [],
  )
  return (
    <details className="lesson-note" open={wasOpen}>
      <summary>{reportDialogTexts.lessonNote}</summary>
      <textarea
        rows={3}
        maxLength={lessonNoteAtMost}
        value={typed ?? kept}
        aria-label={reportDialogTexts.lessonNote}
        aria-describedby={hint}
        onChange={(event) => {
          setTyped(event.target.value)
        }}
        onBlur={keep}
      />
      <p className="mute" id={hint}>
        {reportDialogTexts.lessonNoteHint}
      </p>
    </details>
  )
}
