/** CPF, CNPJ and keys, which are hidden wherever they stand, and the identifiers that stay. */

/** From where to where. */
export type Span = readonly [from: number, to: number];

/** What may stand between the groups of a number: marks, blanks, or a mark between blanks. */
const GAP = '([ ./-]{0,3})';

/** Of a longer number these are no groups, nor are they the decimals of one. */
const ALONE = '(?<!\\d|\\d\\.)';

const CNPJ = new RegExp(
	`${ALONE}(\\d{2})${GAP}(\\d{3})${GAP}(\\d{3})${GAP}(\\d{4})${GAP}(\\d{2})(?!\\d)`,
	'g',
);
const CPF = new RegExp(`${ALONE}(\\d{3})${GAP}(\\d{3})${GAP}(\\d{3})${GAP}(\\d{2})(?!\\d)`, 'g');
/** Where a whole number ends; "5117767055.0" is one that a spreadsheet gave. */
const END = '(?:(?=[.,]0{1,2}(?!\\d))|(?![.,]?\\d))';
/** As a number, without the zeros in front. */
const SHORTENED = new RegExp(`(?<!\\d|\\d[.,])(?:\\d{9,10}|\\d{12,13})${END}`, 'g');
/** With more zeros in front, as files of fixed widths have it. */
const PADDED = new RegExp(`(?<!\\d|\\d[.,])0\\d{11,17}${END}`, 'g');
/** With the marks of thousands, as programs show numbers. */
const IN_THOUSANDS = new RegExp(
	`(?<!\\d|\\d[.,])\\d{1,3}(?:(?:\\.\\d{3}){2,4}|(?:,\\d{3}){2,4}|(?: \\d{3}){2,4})${END}`,
	'g',
);
/** A CPF as it is printed, whatever stands in front. */
const PRINTED = /(?<!\d)\d{3}\.\d{3}\.\d{3} ?- ?\d{2}(?!\d)/g;
/** Between the groups, marks that are not customary. */
const ODD_MARKS = '[ ./,_:;|\u00b7\u2022-]{1,3}';
const ODDLY_MARKED = new RegExp(
	`(?<!\\d)(?:\\d{1,3}${ODD_MARKS}\\d{3}${ODD_MARKS}\\d{3}${ODD_MARKS}\\d{2}|\\d{1,2}${ODD_MARKS}\\d{3}${ODD_MARKS}\\d{3}${ODD_MARKS}\\d{4}${ODD_MARKS}\\d{2})(?!\\d)`,
	'g',
);
/** Since 2026 a CNPJ may hold letters. */
const LETTERED = new RegExp(
	`(?<![\\da-z]|\\d\\.)(?:cnpj)?([\\da-z]{2})${GAP}([\\da-z]{3})${GAP}([\\da-z]{3})${GAP}([\\da-z]{4})${GAP}(\\d{2})(?![\\da-z])`,
	'g',
);

const weighted = (values: readonly number[], weights: readonly number[]) =>
	values.reduce((sum, value, place) => sum + value * weights[place], 0);

/** The last two digits of a CPF check the others. */
function isCpf(digits: string): boolean {
	const values = [...digits.padStart(11, '0')].map(Number);
	if (values.every((value) => value === values[0])) return false;
	return [9, 10].every((length) => {
		const weights = values.slice(0, length).map((_, place) => length + 1 - place);
		return ((weighted(values.slice(0, length), weights) * 10) % 11) % 10 === values[length];
	});
}

/**
 * The same of a CNPJ, in which a letter counts as its place in ASCII less 48.
 * https://www.gov.br/receitafederal/pt-br/acesso-a-informacao/acoes-e-programas/programas-e-atividades/cnpj-alfanumerico
 */
function isCnpj(written: string): boolean {
	const values = [...written.toUpperCase().padStart(14, '0')].map(
		(character) => character.charCodeAt(0) - 48,
	);
	if (values.every((value) => value === values[0])) return false;
	return [12, 13].every((length) => {
		const weights = values.slice(0, length).map((_, place) => ((length - 1 - place) % 8) + 2);
		const rest = weighted(values.slice(0, length), weights) % 11;
		return (rest < 2 ? 0 : 11 - rest) === values[length];
	});
}

/** A head office or one of the first branches: most CNPJs, and few numbers that are none. */
const hasLowBranch = (digits: string) => digits.padStart(14, '0').slice(8, 10) === '00';

/** A number whose zeros in front are gone, by its check digits. */
const isShortened = (digits: string) =>
	digits.length < 11
		? isCpf(digits)
		: isCnpj(digits) && (digits.length === 13 || hasLowBranch(digits));

/** A number with too many zeros in front, or none of them, and other marks: by its check digits. */
function isWrittenOddly({ text }: Written): boolean {
	const digits = text.replace(/\D/g, '').replace(/^0+/, '');
	if (digits.length < 9 || digits.length > 14) return false;
	return digits.length > 11 ? isCnpj(digits) : isCpf(digits);
}

const isAddress = (written: string) => {
	const parts = written.split('.');
	return parts.length === 4 && parts.every((part) => /^\d+$/.test(part) && Number(part) < 256);
};

/** A number as it is written: its characters, and what stands between their groups. */
interface Written {
	characters: string;
	gaps: string[];
	text: string;
}

const isBare = ({ gaps }: Written) => gaps.every((gap) => gap === '');
const marksOf = ({ gaps }: Written) => gaps.filter((gap) => gap.trim() !== '').length;
/** Marks tell a document whatever its check digits. */
const isMarked = (written: Written) =>
	marksOf(written) > 1 || written.gaps.every((gap) => gap !== '');
/** "123456789.01" is an amount. */
const isDecimal = ({ gaps }: Written) =>
	gaps[gaps.length - 1].trim() === '.' && gaps.slice(0, -1).every((gap) => gap === '');

const KINDS: ReadonlyArray<readonly [pattern: RegExp, isOne: (written: Written) => boolean]> = [
	[
		CNPJ,
		(written) =>
			isMarked(written) ||
			written.gaps[2].includes('/') ||
			(isCnpj(written.characters) && !isDecimal(written)),
	],
	[
		CPF,
		(written) => {
			const { characters, gaps, text } = written;
			if (isBare(written)) return isCpf(characters) || isShortened(characters);
			if ((isMarked(written) && !isAddress(text)) || gaps[2].includes('-')) return true;
			return isCpf(characters) && !isDecimal(written);
		},
	],
	[SHORTENED, ({ text }) => isShortened(text)],
	[PADDED, isWrittenOddly],
	[IN_THOUSANDS, isWrittenOddly],
	[PRINTED, () => true],
	[ODDLY_MARKED, isWrittenOddly],
	[
		LETTERED,
		(written) =>
			(marksOf(written) > 2 && written.gaps[2].includes('/')) || isCnpj(written.characters),
	],
];

/** The documents in a folded text. */
export function documentsIn(text: string): Span[] {
	const spans: Span[] = [];
	for (const [pattern, isOne] of KINDS) {
		pattern.lastIndex = 0;
		for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
			const groups = match.slice(1);
			const written: Written = {
				text: match[0],
				characters: groups.filter((_, place) => place % 2 === 0).join(''),
				gaps: groups.filter((_, place) => place % 2 === 1),
			};
			const end = match.index + match[0].length;
			// Not the word "CNPJ" in front.
			const length = groups.length > 0 ? groups.join('').length : match[0].length;
			if (isOne(written)) spans.push([end - length, end]);
			// What is none may hide the beginning of one.
			else pattern.lastIndex = match.index + 1;
		}
	}
	return spans;
}

/** Words of letters, digits, `-` and `_`, with dots between them if they have several. */
const WORDS = /[\w-]+(?:\.[\w-]+)*\.?/g;
const KEY = /eyJ[\w-]{5,}\./;

/** Keys in a text, whole or cut off after the claims: API keys and connect tokens. */
export function keysIn(text: string): Span[] {
	const spans: Span[] = [];
	for (const { 0: words, index } of text.matchAll(WORDS)) {
		// Without the last word, which has no dot: looking for one there again and again takes long.
		const last = words.lastIndexOf('.', words.length - 2);
		const start = words.slice(0, last + 1).search(KEY);
		if (start >= 0) spans.push([index + start, index + words.length]);
	}
	return spans;
}

/**
 * UUIDs, the labels that the node gives to payments, times, phone numbers and the digitable line of
 * a boleto: the digits in them are no documents.
 */
const KEPT =
	/(?<![\da-f])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\da-f])|(?<!\w)n8n-\d+-\d+-\d+(?!\w)|(?<!\d)\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*Z?|(?<!\d)\d{5}\.\d{5} \d{5}\.\d{6} \d{5}\.\d{6} \d \d{14}(?!\d)|\+55\d{10,11}(?!\d)/gi;

/** What stays of a text, though it holds digits. */
export function keptIn(text: string): Span[] {
	return [...text.matchAll(KEPT)].map(({ 0: match, index }): Span => [index, index + match.length]);
}
