import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import globals from 'globals'
import tseslint from 'typescript-eslint'

// Who may import whom: docs/architecture.md. A folder reaches only the folders named here, and only these packages.
const layers = {
  shared: { folders: [], forbidden: ['node:*', 'electron', 'react', 'react-*', 'express', 'axios'] },
  servers: { folders: ['shared'], forbidden: ['electron', 'react', 'react-*'] },
  main: { folders: ['shared', 'servers'], forbidden: ['react', 'react-*', 'express', 'axios'] },
  preload: { folders: ['shared'], forbidden: ['node:*', 'react', 'react-*', 'express', 'axios'] },
  renderer: { folders: ['shared'], forbidden: ['node:*', 'electron', 'express', 'axios'] },
}

const zones = Object.entries(layers).flatMap(([layer, { folders }]) =>
  Object.keys(layers)
    .filter((other) => other !== layer && !folders.includes(other))
    .map((other) => ({
      target: `./src/${layer}`,
      from: `./src/${other}`,
      message: `src/${layer} may not import src/${other}`,
    })),
)

const packageRules = Object.entries(layers).map(([layer, { forbidden }]) => ({
  files: [`src/${layer}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group: forbidden, message: `This package does not belong in src/${layer}.` }] },
    ],
  },
}))

export default defineConfig(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })],
      // Without these no-cycle looks into no file, and so finds nothing.
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    // One program for all folders: with one a folder, shared code would be inferred five times over. What a layer may
    // see is held by the folders' own tsconfigs, in the type check.
    languageOptions: { parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Express's guards read `return next()`.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // tsconfig's noPropertyAccessFromIndexSignature asks for the brackets that this rule would remove.
      '@typescript-eslint/dot-notation': 'off',
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
  { files: ['test/**'], rules: { 'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }] } },
  { files: ['src/renderer/**', 'test/renderer/**'], extends: [reactHooks.configs.flat['recommended-latest']] },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  ...packageRules,
)
