import type { PlayedLab } from '../support/played-lab.ts'

/** States of a lab that are worth looking at, by the name of their recording, and how a real lab gets there. */
export const states: Readonly<Record<string, (lab: PlayedLab) => Promise<void>>> = {
  'just-started': () => Promise.resolve(),
  'cookie-sessions': async (lab) => {
    for (const lesson of ['point-1', 'point-2', 'point-3']) await lab.play(lesson)
  },
  'stored-sessions': async (lab) => {
    for (const lesson of ['point-8', 'point-9', 'point-11']) await lab.play(lesson)
  },
  'tampered-cookie': (lab) => lab.play('tampered-payload'),
}
