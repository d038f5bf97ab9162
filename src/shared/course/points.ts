import type { LessonId, Point } from './lesson.ts'
import { activeSessions } from './points/point-11-active-sessions.ts'
import { changingCookie } from './points/point-03-changing-cookie.ts'
import { cookieSessions } from './points/point-01-cookie-sessions.ts'
import { dumpAll } from './points/point-05-dump.ts'
import { keyValueMethods } from './points/point-04-key-value-methods.ts'
import { notImplemented } from './points/point-06-not-implemented.ts'
import { onlyAnId } from './points/point-09-only-an-id.ts'
import { resetClears } from './points/point-10-reset.ts'
import { twoBrowsers } from './points/point-02-two-browsers.ts'
import { writeTheStore } from './points/point-07-write-the-store.ts'
import { twoBrowsersStored } from './points/point-08-two-browsers-stored.ts'

/** The eleven points of the hand-out, in its order. */
export const points: readonly Point[] = [
  cookieSessions,
  twoBrowsers,
  changingCookie,
  keyValueMethods,
  dumpAll,
  notImplemented,
  writeTheStore,
  twoBrowsersStored,
  onlyAnId,
  resetClears,
  activeSessions,
]

/** The point of this id, if it is one. */
export const pointOf = (id: LessonId): Point | undefined => points.find((point) => point.id === id)
