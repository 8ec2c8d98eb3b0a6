'use strict';

const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const path = require('node:path');
const { promisify } = require('node:util');
const { dest, series, src } = require('gulp');

const run = promisify(execFile);
const DIST = path.join(__dirname, 'dist');

/** Removes the last build, so that nothing of it is packed. */
async function clean() {
	await rm(DIST, { recursive: true, force: true });
}

/** TypeScript to JavaScript, with the codex files that n8n looks for beside each node. */
async function compile() {
	const tsc = require.resolve('typescript/bin/tsc');
	try {
		await run(process.execPath, [tsc, '--project', path.join(__dirname, 'tsconfig.json')]);
	} catch ({ stdout, message }) {
		throw new Error(stdout || message);
	}
}

/** What tsc does not copy: icons and output schemas. */
function assets() {
	return src(['nodes/**/*.svg', 'nodes/**/__schema__/**/*.json'], {
		base: __dirname,
		encoding: false,
	}).pipe(dest(DIST));
}

exports.clean = clean;
exports.build = series(clean, compile, assets);
exports.default = exports.build;
