/**
 * Whether the time to hide secrets grows with the text and with the secrets, and not faster: each
 * case runs with some input and with twice as much. Needs a build. Fails beyond the bound.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { errors, redaction } = require('../scripts/lib/built.cjs');
const { redact, redactDeep } = redaction;
const { problemOfAnswer } = errors;

const BOUND = 2.5;
const ROUNDS = 7;
/** A case beyond the bound is measured again: what else the machine does only adds to a time. */
const TRIES = 5;
/** Shorter times say nothing. */
const LEAST_MS = 4;

const texts = (count) =>
	Array.from({ length: count }, (_, place) => `pedido ${place} de Maria da Silva`);
const fieldErrors = (count) =>
	texts(count).map((text, place) => ({
		parameter: `rows.${place}`,
		message: `"${text}" is wrong`,
	}));
/** The same letters each time. */
function letters(count) {
	let state = 1;
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
	return Array.from({ length: count }, () => {
		state = (Math.imul(state, 1103515245) + 12345) >>> 0;
		return alphabet[state >>> 26];
	}).join('');
}
const repeated = (text) => (size) => {
	const whole = text.repeat(Math.ceil(size / text.length)).slice(0, size);
	return () => redact(whole, ['maria-login', 's3cr3t-pw', 'a-token-of-many-characters'], Infinity);
};

/**
 * What is measured: from a size to the work.
 * @type {Record<string, [size: number, prepare: (size: number) => () => unknown]>}
 */
const CASES = {
	'secrets and messages, uncut': [
		1_000,
		(size) => () => redactDeep(fieldErrors(size), texts(size), { most: Infinity }),
	],
	'the refusal of a bulk request': [
		2_000,
		(size) => () => problemOfAnswer(400, { message: 'x', details: fieldErrors(size) }, texts(size)),
	],
	'secrets alone': [2_000, (size) => () => redact('x', texts(size))],
	'short secrets': [
		2_000,
		(size) => {
			const secrets = Array.from({ length: size }, (_, place) => `${1_000 + place}`);
			return () => redact(secrets.join(' '), [...secrets], Infinity);
		},
	],
	'a message of many megabytes': [
		2_000_000,
		(size) => {
			const message = 'refused, '.repeat(size);
			return () => problemOfAnswer(400, { message });
		},
	],
	'data of many members': [
		100_000,
		(size) => {
			const data = Object.fromEntries(texts(size).entries());
			return () => problemOfAnswer(400, { data });
		},
	],
	...Object.fromEntries(
		Object.entries({
			'beginnings of keys': 'eyJ',
			'beginnings of keys with dots': 'eyJ.',
			keys: 'eyJhbGciOi.eyJleHAi.c2ln ',
			'words with dots': 'a.b-c_d.',
			digits: '1234567890',
			'groups of digits': '123.456.789-',
			'documents with letters': '12.abc.345/',
			blanks: ' ',
			'percent signs': '%',
			'encoded letters': '%C3%A7',
			'encoded percent signs': '%25',
			entities: '&#225;',
			'beginnings of entities': '&#0',
			backslashes: '\\',
			'escaped letters': '\\u00e7',
			accents: 'ção ',
			base64: letters(100_000),
			'one secret again and again': 'maria-login',
			'almost a secret': 'maria-logi',
		}).map(([name, text]) => [`100 kB: ${name}`, [100_000, repeated(text)]]),
	),
};

/** Of the processor, which other work on the machine does not lengthen. */
function timeOf(work) {
	const start = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1e3;
}

/**
 * The least time of some rounds, in turn: what else the machine does only adds to it.
 * @param {[size: number, prepare: (size: number) => () => unknown]} one
 */
function measure([size, prepare]) {
	const works = [prepare(size), prepare(2 * size)];
	const least = [Infinity, Infinity];
	for (let round = 0; round < ROUNDS; round++) {
		works.forEach((work, which) => {
			least[which] = Math.min(least[which], timeOf(work));
		});
	}
	return least;
}

const isTooSlow = (/** @type {number[]} */ [once, twice]) =>
	twice / once > BOUND && twice > LEAST_MS;

let failed = 0;
let worst = 0;
for (const [name, one] of Object.entries(CASES)) {
	let times = measure(one);
	for (let tries = 1; tries < TRIES && isTooSlow(times); tries++) times = measure(one);
	if (isTooSlow(times)) failed++;
	const [once, twice] = times;
	if (twice > LEAST_MS) worst = Math.max(worst, twice / once);
	console.log(
		[
			isTooSlow(times) ? 'FAIL' : 'ok  ',
			name.padEnd(42),
			`${once.toFixed(1).padStart(8)} ms`,
			`${twice.toFixed(1).padStart(8)} ms`,
			`  ratio ${(twice / once).toFixed(2)}`,
		].join(' '),
	);
}
console.log(`Bound ${BOUND}: ${failed === 0 ? 'kept' : `${failed} beyond it`}`);
// To npm run bench, if that started it.
process.send?.([{ case: 'redaction, the worst case', figures: { growth: worst } }]);
process.exitCode = failed === 0 ? 0 : 1;
