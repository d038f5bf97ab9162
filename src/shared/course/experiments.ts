import { cookiesIgnorePorts } from './experiments/cookies-ignore-ports.ts'
import { copiedId } from './experiments/copied-id.ts'
import { deletedCookie } from './experiments/deleted-cookie.ts'
import { expiry } from './experiments/expiry.ts'
import { httpOnly } from './experiments/http-only.ts'
import { keyRotation } from './experiments/key-rotation.ts'
import { leakedKey } from './experiments/leaked-key.ts'
import { lostUpdates } from './experiments/lost-updates.ts'
import { plantedId } from './experiments/planted-id.ts'
import { replayedCookie } from './experiments/replayed-cookie.ts'
import { resetDoesNotRevoke } from './experiments/reset-does-not-revoke.ts'
import { sameSite } from './experiments/same-site.ts'
import { signedNotEncrypted } from './experiments/signed-not-encrypted.ts'
import { storeDown } from './experiments/store-down.ts'
import { tamperedPayload } from './experiments/tampered-payload.ts'
import { tooLargeForACookie } from './experiments/too-large.ts'
import { twoTabs } from './experiments/two-tabs.ts'
import type { Experiment, LessonId } from './lesson.ts'

/** The experiments, in the order in which they build on each other. */
export const experiments: readonly Experiment[] = [
  signedNotEncrypted,
  tamperedPayload,
  leakedKey,
  replayedCookie,
  resetDoesNotRevoke,
  copiedId,
  plantedId,
  cookiesIgnorePorts,
  deletedCookie,
  keyRotation,
  lostUpdates,
  httpOnly,
  sameSite,
  expiry,
  tooLargeForACookie,
  twoTabs,
  storeDown,
]

/** The experiment of this id, if it is one. */
export const experimentOf = (id: LessonId): Experiment | undefined =>
  experiments.find((experiment) => experiment.id === id)
