/** What the process writes on its error output before it ends for a reason that its parent could not see otherwise. */
export const lastWords = {
  busy: '[sessionscope: busy]',
  memory: '[sessionscope: out of memory]',
  exit: '[sessionscope: exit]',
  flood: '[sessionscope: flood]',
}
