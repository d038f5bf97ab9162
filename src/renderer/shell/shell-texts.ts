import type { Crash } from '../../shared/folds/crashes.ts'
import { participantLabel } from '../../shared/stream/participant.ts'
import type { SettingsProblem } from '../../shared/stream/settings.ts'
import type { TextSize, Theme } from '../client/preferences.ts'
import { time } from '../texts/wording.ts'

const themeNames: Readonly<Record<Theme, string>> = { system: 'like the system', light: 'light', dark: 'dark' }
const textSizeNames: Readonly<Record<TextSize, string>> = {
  small: 'small',
  normal: 'normal',
  large: 'large',
  larger: 'larger',
}

// That a page crashed, and what became of it.
const crash = ({ of, at, reason, isRevived }: Crash): string => {
  const what = `${of === 'panel' ? 'The panel' : `The page of ${participantLabel(of)}`} crashed (${reason}, ${time.format(at)}).`
  if (!isRevived) return `${what} It was not loaded anew by itself: press Reload.`
  if (of === 'panel') return `${what} It was loaded anew. Nothing is lost: the lab went on meanwhile.`
  return `${what} It was loaded anew, which is one more request to its server.`
}

/** Texts of the window: what is above, below and around the features. */
export const shellTexts = {
  title: 'Sessionscope',
  connection: {
    connecting: 'Connecting to the lab…',
    lost: 'The connection to the lab is lost. What you see is from before; it goes on by itself when the lab is back.',
  },
  token: {
    needed: 'This panel asks for the token that the server printed when it started.',
    wrong: 'That is not the token that the server printed when it started.',
    form: 'Token of the lab',
    field: 'Token, or the whole address that was printed',
    enter: 'Open the panel',
  },
  theme: (theme: Theme) => `Theme: ${themeNames[theme]}`,
  textSize: (size: TextSize) => `Text size: ${textSizeNames[size]}`,
  palette: {
    open: 'Command palette',
    keys: (isMac: boolean) => (isMac ? '⌘ K' : 'Ctrl K'),
    search: 'Search commands',
    placeholder: 'What would you like to do?',
    list: 'Commands',
    empty: 'No command is called that.',
  },
  problem: ({ file, line, key, message, isAlone = false }: SettingsProblem) => ({
    place: line > 0 ? `${file}, line ${line}` : file,
    message: key === undefined ? message : `${key}: ${message}`,
    consequence: isAlone ? 'The rest of the file is in force.' : 'The last good settings stay in force.',
  }),
  crash,
  notices: 'Messages',
  inspector: 'Inspector',
  notLoaded: (title: string, problem: string) => `The tab ${title} could not be loaded: ${problem}`,
  resizeBrowsers: 'Width of Browser A',
  resizeInspector: 'Height of the browsers',
  commands: {
    palette: 'Command palette…',
    nextTheme: 'Next theme',
    larger: 'Larger text',
    smaller: 'Smaller text',
    normalSize: 'Normal text size',
    showTab: (name: string) => `Show ${name}`,
  },
} as const
