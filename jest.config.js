'use strict';

/** Unit tests read the TypeScript; integration and contract tests run what is built in dist. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/{unit,integration,contract}/**/*.test.cts'],
	moduleFileExtensions: ['js', 'cjs', 'cts', 'ts', 'json', 'node', 'mjs'],
	transform: {
		'^.+\\.c?ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', diagnostics: false }],
	},
	moduleNameMapper: { '^(\\.{1,2}/.*)\\.cjs$': ['$1.cts', '$1.cjs'] },
	setupFiles: ['<rootDir>/test/setup.cts'],
	testTimeout: 20_000,
	restoreMocks: true,
};
