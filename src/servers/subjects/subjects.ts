import { success, type Result } from '../../shared/base/result.ts'
import { counterSubject } from './counter.ts'
import { ownAppSubject, readAppUrl } from './own-app.ts'
import type { Subject } from './subject.ts'

type Subjects = readonly [Subject, ...Subject[]]

/** The same subjects, if each has an id of its own, and so has each node of one; else that is a defect of the list. */
export const withOwnIds = (subjects: Subjects): Subjects => {
  refuseTwice('subjects', subjects)
  for (const { id, nodes } of subjects) refuseTwice(`nodes of ${id}`, nodes)
  return subjects
}

const refuseTwice = (what: string, all: readonly { readonly id: string }[]): void => {
  const ids = all.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new Error(`Two ${what} are called ${twice}.`)
}

/** Everything that the lab can watch. To add a subject, write a file of its own and name it here. */
const subjects = withOwnIds([counterSubject])

/** What a lab watches unless it is told otherwise. */
export const [defaultSubject] = subjects

/** The subject that a user names: one by its id, or an application of this machine by its address. */
export const subjectNamed = (text: string): Result<Subject> => {
  const known = subjects.find(({ id }) => id === text.trim().toLowerCase())
  if (known !== undefined) return success(known)
  const url = readAppUrl(text)
  return url.ok ? success(ownAppSubject(url.value)) : url
}
