import type { Story } from '../../../support/story.ts'

/** What a lesson is judged by in the tests. */
export interface LessonCase {
  readonly lesson: string
  readonly passes: Readonly<Record<string, Story>>
  /** Logs in which it must not pass, by what is wrong with them, each with the verdict that it is to have. */
  readonly falls: Readonly<Record<string, readonly [Story, 'pending' | 'failed']>>
}
