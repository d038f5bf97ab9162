/** A program of ours that runs in a process of its own. */
export interface Program {
  send(message: object): void
  kill(): void
}

export interface ProgramListener {
  onMessage(message: unknown): void
  /** Text on its output or error output. */
  onOutput(text: string): void
  /** Once, when all that it wrote has been heard. */
  onEnd(): void
}

/** Starts the program that runs the student's code: Node's way, or Electron's where there is no Node to start. */
export type StartProgram = (listener: ProgramListener) => Program

/** The pipes between the lab and the program, where they are not Electron's: file descriptors of the program. */
export const ordersAt = 3
export const reportsAt = 4

/** Megabytes that a process with the student's code may use. */
export const megabytesAtMost = 320

/** The arguments of Node for it. The memory watch inside is what holds; this makes most cases end sooner. */
export const nodeArguments: readonly string[] = [`--max-old-space-size=${String(megabytesAtMost / 2)}`]

/** Its whole environment: nothing of ours, least of all a key. Windows has no sockets without its SystemRoot. */
export const programEnvironment = (): Record<string, string> => {
  const root = process.env['SystemRoot']
  return root === undefined ? {} : { SystemRoot: root }
}
