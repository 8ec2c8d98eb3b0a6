/** Escapes of HTML, URLs, JSON and others, and how each is decoded. */

/** Turns what one pattern finds into what it stands for; undefined leaves it. */
export interface Decoder {
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
	pattern: /\\(?:u([\da-f]{4})|x([\da-f]{2})|u\{0*([\da-f]{1,5})\}|([^]))/gi,
	decode: ([, unit, byte, point, other]) => {
		if (point !== undefined) return String.fromCodePoint(parseInt(point, 16));
		return other === undefined ? fromHex(unit ?? byte) : (CONTROLS[other] ?? other);
	},
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

/** What a text may have been encoded with. */
export const DECODERS: readonly Decoder[] = [ENTITY, PERCENT, JSON_ESCAPE];
