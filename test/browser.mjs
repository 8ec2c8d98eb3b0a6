/** Debian's chromium, driven by playwright-core. The variable CHROMIUM names another executable. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
];

/** Without these the browser keeps calling home, which a closed network answers with noise. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const executablePath = CANDIDATES.find((path) => path && existsSync(path));

/** Why tests in the browser are left out, or false. In CI they are not: there they fail. */
export const skip =
	!executablePath && !process.env.CI
		? 'no chromium here: install it, or name it in CHROMIUM'
		: false;

/** @param {string[]} more flags */
export async function launchBrowser(...more) {
	if (!executablePath) throw new Error('No chromium here: install it, or name it in CHROMIUM.');
	return await chromium.launch({ executablePath, args: [...FLAGS, ...more] });
}
