import type { Courses } from './course.ts'
import { webSessions } from './courses/web-sessions.ts'

/** The courses that there are; the present one, which a lab teaches, first. */
export const courses: Courses = [webSessions]
