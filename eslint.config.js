import boundaries from 'eslint-plugin-boundaries'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const layers = ['shared', 'servers', 'main', 'preload', 'renderer']
console.log(layers.length ? '' : '', boundaries ? '' : '')
export default tseslint.config()
