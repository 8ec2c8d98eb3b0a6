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

/** Turns what one pattern finds into what it stands for; undefined leaves it. */
interface Decoder {
	mark: string;
	pattern: RegExp;
	decode: (match: RegExpMatchArray) => string | undefined;
}

const fromHex = (digits: string) => String.fromCharCode(parseInt(digits, 16));

/** One character of a URL: UTF-8, else Latin-1, in digits of either case. */
const PERCENT: Decoder = {
	mark: '%',
	pattern:
		/%(?:u([\da-f]{4})|[0-7][\da-f]|[cd][\da-f]%[89ab][\da-f]|e[\da-f](?:%[89ab][\da-f]){2}|f[0-7](?:%[89ab][\da-f]){3}|[89a-f][\da-f])/gi,
	decode: ([match, unit]) => {
		if (unit !== undefined) return fromHex(unit);
		try {
			return decodeURIComponent(match);
		} catch {
			return match.length === 3 ? fromHex(match.slice(1)) : undefined;
		}
	},
};

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Escapes of JSON and of the languages that write it. */
const JSON_ESCAPE: Decoder = {
	mark: '\\',
	pattern: /\\(?:u([\da-f]{4})|x([\da-f]{2})|([^]))/gi,
	decode: ([, unit, byte, other]) =>
		other === undefined ? fromHex(unit ?? byte) : (CONTROLS[other] ?? other),
};

/** Names of U+00A0 to U+00FF in HTML, in their order. */
const LATIN =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

/** Names of punctuation in HTML, each followed by its character. */
const PUNCTUATION =
	'amp & lt < gt > quot " apos \' excl ! num # dollar $ percnt % lpar ( rpar ) ast * plus + comma , period . sol / colon : semi ; equals = quest ? commat @ lsqb [ lbrack [ bsol \\ rsqb ] rbrack ] Hat ^ lowbar _ grave ` lbrace { lcub { verbar | vert | rbrace } rcub } ndash – mdash — minus − hyphen ‐ dash ‐ euro €';

function namesOf(): ReadonlyMap<string, string> {
	const pairs = PUNCTUATION.split(' ');
	return new Map([
		...LATIN.split(' ').map((name, place): [string, string] => [
			name,
			String.fromCharCode(0xa0 + place),
		]),
		...pairs.flatMap(
			(name, place): Array<[string, string]> => (place % 2 === 0 ? [[name, pairs[place + 1]]] : []),
		),
		...['ensp', 'emsp', 'thinsp', 'Tab', 'NewLine'].map((name): [string, string] => [name, ' ']),
	]);
}

const NAMES = namesOf();
const LAST_CHARACTER = 0x10ffff;

const ENTITY: Decoder = {
	mark: '&',
	pattern: /&(?:#x0*([\da-f]{1,6});?|#0*(\d{1,7});?|([a-z][a-z\d]{1,9});)/gi,
	decode: ([, hex, decimal, name]) => {
		if (name !== undefined) return NAMES.get(name);
		const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
		return code <= LAST_CHARACTER ? String.fromCodePoint(code) : undefined;
	},
};

/** Base64 of whatever alphabet, with what a URL or a header may leave of its padding. */
const BASE64 = /[\w+/-]{6,}={0,2}/g;
const ALIGNMENTS = [0, 1, 2, 3];
/** Of bytes that are no text little is left. */
const WRITTEN = /[^\0-\x08\x0e-\x1f\x7f-\x9f\ufffd]{4,}/g;

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

const DECODERS = [ENTITY, PERCENT, JSON_ESCAPE];
/** How often a text may have been encoded: JSON in JSON in a URL. */
const ROUNDS = 3;

/**
 * A text as it stands, with one kind of escapes decoded once and twice, and with all of them again
 * and again: a value may hold by itself what looks like an escape of another kind.
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
		add(decoded(once, decoder));
	}
	let last = raw;
	for (let round = 0; round < ROUNDS && readings.length > 1; round++) {
		last = DECODERS.reduce(decoded, last);
		add(last);
	}
	return readings;
}

/** The same, for what is in base64 in the text as it stands and in the one that is decoded most. */
export function packedReadingsOf(readings: readonly Reading[]): Reading[] {
	const [raw] = readings;
	const last = readings[readings.length - 1];
	return (last === raw ? [raw] : [raw, last]).flatMap((reading) =>
		ALIGNMENTS.map((offset) => unpacked(reading, offset)),
	);
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
