import type { Course } from '../course.ts'
import { cookiesIgnorePorts } from '../experiments/cookies-ignore-ports.ts'
import { copiedId } from '../experiments/copied-id.ts'
import { deletedCookie } from '../experiments/deleted-cookie.ts'
import { expiry } from '../experiments/expiry.ts'
import { httpOnly } from '../experiments/http-only.ts'
import { keyRotation } from '../experiments/key-rotation.ts'
import { leakedKey } from '../experiments/leaked-key.ts'
import { lostUpdates } from '../experiments/lost-updates.ts'
import { plantedId } from '../experiments/planted-id.ts'
import { replayedCookie } from '../experiments/replayed-cookie.ts'
import { resetDoesNotRevoke } from '../experiments/reset-does-not-revoke.ts'
import { sameSite } from '../experiments/same-site.ts'
import { signedNotEncrypted } from '../experiments/signed-not-encrypted.ts'
import { storeDown } from '../experiments/store-down.ts'
import { tamperedPayload } from '../experiments/tampered-payload.ts'
import { tooLargeForACookie } from '../experiments/too-large.ts'
import { twoTabs } from '../experiments/two-tabs.ts'
import { cookieSessions } from '../points/point-01-cookie-sessions.ts'
import { twoBrowsers } from '../points/point-02-two-browsers.ts'
import { changingCookie } from '../points/point-03-changing-cookie.ts'
import { keyValueMethods } from '../points/point-04-key-value-methods.ts'
import { dumpAll } from '../points/point-05-dump.ts'
import { notImplemented } from '../points/point-06-not-implemented.ts'
import { writeTheStore } from '../points/point-07-write-the-store.ts'
import { twoBrowsersStored } from '../points/point-08-two-browsers-stored.ts'
import { onlyAnId } from '../points/point-09-only-an-id.ts'
import { resetClears } from '../points/point-10-reset.ts'
import { activeSessions } from '../points/point-11-active-sessions.ts'

/** The course of the hand-out, with the experiments that go on from it. Points and experiments each keep their order here. */
export const webSessions: Course = {
  id: 'web-sessions',
  version: 1,
  title: 'Sessions, cookie by cookie',
  lessons: [
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
  ],
}
