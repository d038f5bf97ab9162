import { experimentName } from '../../texts/common-texts.ts'

/** Texts of the browsers' panes. */
export const browserTexts = {
  reload: 'Reload',
  clearCookies: 'Clear cookies',
  developerTools: 'Open developer tools',
  address: 'Address',
  page: (name: string) => `Page of ${name}`,
  blank: 'Nothing opened yet. Press Reload to ask the application for its page.',
  loading: 'Loading…',
  failed: 'The page could not be loaded.',
  notRecorded: 'A recording of the desktop window has no pictures of its pages: their messages are in the Timeline.',
  aside: 'The page steps aside while this is open.',
  jar: 'jar',
  jarOf: (name: string) => `Cookies that ${name} holds`,
  jarEmpty: 'the jar is empty',
  stage: {
    set: (number: number | undefined) =>
      `${experimentName(number)} is under way. These are stand-ins, which began with empty jars; your own browsers come back when it ends.`,
    struck: (number: number | undefined) => `${experimentName(number)} has ended. Everything is being put back.`,
    end: 'End the experiment',
  },
  path: (path: string) => `Path=${path}`,
  commands: {
    reload: (name: string) => `Reload ${name}`,
    clearCookies: (name: string) => `Clear cookies of ${name}`,
    developerTools: (name: string) => `Open developer tools of ${name}`,
  },
} as const
