import { DECODERS, type Decoder } from './decoders';

/** The ways to read a text in which a secret may hide. */

/**
 * A text as somebody reads it who decodes it. Each character knows the stretch of the original that
 * it stands for, so that what is found in a reading can be masked in the original.
 */
export interface Reading {
	text: string;
	/** Where the stretch of each character begins in the original, and where it ends. */
	from: Uint32Array;
	to: Uint32Array;
}

/** Collects a reading piece by piece; it is seldom longer than what it is made of. */
function writer({ text: { length } }: Reading) {
	const parts: string[] = [];
	let from = new Uint32Array(length + 1);
	let to = new Uint32Array(length + 1);
	let size = 0;
	const grown = (places: Uint32Array, least: number) => {
		const larger = new Uint32Array(Math.max(least, 2 * places.length));
		larger.set(places);
		return larger;
	};
	const makeRoom = (more: number) => {
		if (size + more <= from.length) return;
		from = grown(from, size + more);
		to = grown(to, size + more);
	};
	return {
		add(text: string, start: number, end: number): void {
			parts.push(text);
			makeRoom(text.length);
			from.fill(start, size, size + text.length);
			to.fill(end, size, size + text.length);
			size += text.length;
		},
		copy({ text, from: starts, to: ends }: Reading, start: number, end: number): void {
			parts.push(text.slice(start, end));
			makeRoom(end - start);
			from.set(starts.subarray(start, end), size);
			to.set(ends.subarray(start, end), size);
			size += end - start;
		},
		reading: (): Reading => ({
			text: parts.join(''),
			from: from.subarray(0, size),
			to: to.subarray(0, size),
		}),
	};
}

function asIs(text: string): Reading {
	const places = new Uint32Array(text.length + 1);
	for (let place = 0; place < places.length; place++) places[place] = place;
	return { text, from: places, to: places.subarray(1) };
}

/** Base64 of whatever alphabet, with what a URL or a header may leave of its padding. */
const BASE64 = /[\w+/-]{6,}={0,2}/g;
const ALIGNMENTS = [0, 1, 2, 3];
/** Of bytes that are no text little is left. */
const WRITTEN = /(?:[^\p{Cc}\ufffd]|[\t\n\r]){4,}/gu;

/** What looks like base64, read from its first, second, third or fourth character on. */
function unpacked(reading: Reading, offset: number): Reading {
	const { text, from, to } = reading;
	const out = writer(reading);
	for (const { 0: run, index } of text.matchAll(BASE64)) {
		const plain = Buffer.from(run.slice(offset), 'base64').toString('utf8');
		for (const [written] of plain.matchAll(WRITTEN)) {
			// Of something packed nothing is to be seen, so each character stands for the whole.
			out.add(`${written}\0`, from[index], to[index + run.length - 1]);
		}
	}
	return out.reading();
}

const HEX = /(?:[\da-f]{2}[\s:=]?){4,}[\da-f]?/gi;
const hexOf = (run: string) => Buffer.from(run.replace(/[^\da-f]/gi, ''), 'hex');

/** Bytes as hexadecimal digits, and as a list of numbers: how programs show what they got. */
const BYTES: ReadonlyArray<readonly [pattern: RegExp, bytesOf: (run: string) => Buffer]> = [
	[HEX, hexOf],
	// A letter in front belongs to something else.
	[HEX, (run) => hexOf(run.slice(1))],
	[/\d{1,3}(?:,\s*\d{1,3}){3,}/g, (run) => Buffer.from(run.split(',').map(Number))],
];

/** What looks like bytes, read as the text that they are. */
function dumped(reading: Reading): Reading {
	const { text, from, to } = reading;
	const out = writer(reading);
	for (const [pattern, bytesOf] of BYTES) {
		for (const { 0: run, index } of text.matchAll(pattern)) {
			const last = index + run.trimEnd().length - 1;
			out.add(`${bytesOf(run).toString('utf8')}\0`, from[index], to[last]);
		}
	}
	return out.reading();
}

/** Blanks, with the mark of mails for a line break that is none. */
const GAP = /=?\s+/g;

/** A reading without its line breaks: what is long comes in lines. */
function unwrapped(reading: Reading): Reading {
	const { text } = reading;
	const out = writer(reading);
	let done = 0;
	for (const { 0: gap, index } of text.matchAll(GAP)) {
		if (!/[\r\n]/.test(gap)) continue;
		out.copy(reading, done, index);
		done = index + gap.length;
	}
	if (done === 0) return reading;
	out.copy(reading, done, text.length);
	return out.reading();
}

function decoded(reading: Reading, { mark, pattern, decode }: Decoder): Reading {
	const { text, from, to } = reading;
	if (!text.includes(mark)) return reading;
	const out = writer(reading);
	let done = 0;
	for (const match of text.matchAll(pattern)) {
		const plain = decode(match);
		if (plain === undefined) continue;
		const end = match.index + match[0].length;
		out.copy(reading, done, match.index);
		out.add(plain, from[match.index], to[end - 1]);
		done = end;
	}
	if (done === 0) return reading;
	out.copy(reading, done, text.length);
	return out.reading();
}

/** How often a text may have been encoded: JSON in JSON in a URL. */
const ROUNDS = 3;

/**
 * A text as it stands, with one kind of escapes decoded once and twice, and with all of them again
 * and again: a value may hold by itself what looks like an escape of another kind. At the end all of
 * these without line breaks.
 */
export function readingsOf(text: string): Reading[] {
	const raw = asIs(text);
	const readings = [raw];
	const add = (reading: Reading) => {
		if (readings.every((one) => one.text !== reading.text)) readings.push(reading);
	};
	for (const decoder of DECODERS) {
		const once = decoded(raw, decoder);
		add(once);
		// Twice the same, and one within the other, as JSON in a page or in a URL.
		if (once !== raw) for (const inner of DECODERS) add(decoded(once, inner));
	}
	let last = raw;
	for (let round = 0; round < ROUNDS && readings.length > 1; round++) {
		last = DECODERS.reduce(decoded, last);
		add(last);
	}
	for (const reading of [...readings]) add(unwrapped(reading));
	return readings;
}

/** The same, for what is in base64 or bytes in the text as it stands and in the one that is read most. */
export function packedReadingsOf(readings: readonly Reading[]): Reading[] {
	const [raw] = readings;
	const last = readings[readings.length - 1];
	return (last === raw ? [raw] : [raw, last]).flatMap((reading) => [
		...ALIGNMENTS.map((offset) => unpacked(reading, offset)),
		dumped(reading),
	]);
}

/** Capitals, accents, kinds of blanks and dashes are no difference; marks without width are none. */
function plainOf(character: string): string {
	if (/[\p{Pd}\u2212]/u.test(character)) return '-';
	return character
		.normalize('NFKD')
		.replace(/[\p{M}\p{Cf}]/gu, '')
		.replace(/[\s+]/g, ' ')
		.toUpperCase()
		.toLowerCase();
}

const ASCII = Array.from({ length: 128 }, (_, code) => plainOf(String.fromCharCode(code)));
const others = new Map<string, string>();
const MOST_REMEMBERED = 5_000;

function remembered(character: string): string {
	const known = others.get(character);
	if (known !== undefined) return known;
	const plain = plainOf(character);
	if (others.size >= MOST_REMEMBERED) others.clear();
	others.set(character, plain);
	return plain;
}

/** The reading in which capitals, accents, blanks and dashes are the same. A plus is a blank of forms. */
export function folded(reading: Reading): Reading {
	const { text, from, to } = reading;
	// Most texts, for which it need not be done one by one.
	if (/^[\0-\x7f]*$/.test(text)) {
		return { text: text.replace(/[\s+]/g, ' ').toLowerCase(), from, to };
	}
	const out = writer(reading);
	for (let place = 0; place < text.length; ) {
		const code = text.charCodeAt(place);
		const character =
			code < ASCII.length ? text[place] : String.fromCodePoint(text.codePointAt(place)!);
		const last = place + character.length - 1;
		out.add(code < ASCII.length ? ASCII[code] : remembered(character), from[place], to[last]);
		place = last + 1;
	}
	return out.reading();
}

/** A folded reading without its blanks: a long secret may come in lines. */
export function joined(reading: Reading): Reading {
	const out = writer(reading);
	let done = 0;
	for (const { 0: blanks, index } of reading.text.matchAll(/ +/g)) {
		out.copy(reading, done, index);
		done = index + blanks.length;
	}
	out.copy(reading, done, reading.text.length);
	return out.reading();
}
