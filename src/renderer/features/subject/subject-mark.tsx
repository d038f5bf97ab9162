import type { SubjectName } from '../../../shared/stream/subject-name.ts'
import { subjectTexts } from './subject-texts.ts'

/** What is watched, where that is not the lab's own. */
export const SubjectMark = ({ subject }: { readonly subject: SubjectName }) => (
  <>
    <b>{subject.label}</b>
    <span className="header-hint">{subjectTexts.untouched}</span>
  </>
)
