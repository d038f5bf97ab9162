/** What only one process of this machine has at a time, for as long as it lives: however it ends, it is free then. */
export interface Claim {
  /** Gives it back. */
  release(): Promise<void>
}

/** Who has it. */
export interface ClaimHolder {
  readonly pid: number | undefined
  /** What it says of itself to those who ask; undefined where it is too busy to answer. */
  readonly says: string | undefined
}

export interface ClaimOptions {
  /** What is claimed is something in this folder. */
  readonly folder: string
  /** Which; part of a file's name. */
  readonly name: string
  /** What to say to those who come later. */
  readonly say: () => string
}
