import type { CourseServers } from '../../src/servers/lab/lab-servers.ts'
import type { Lab } from '../../src/servers/lab/lab.ts'

/** The servers of a lab whose subject is the counter. */
export const counterOf = ({ subject: { ofCourse } }: Lab): Pick<CourseServers, 'counter' | 'kv'> => {
  if (ofCourse === undefined) throw new Error('The counter is not the subject.')
  return { counter: ofCourse.counter, kv: ofCourse.kv }
}
