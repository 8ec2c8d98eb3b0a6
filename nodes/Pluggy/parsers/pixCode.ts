import { InputError, type Parser } from '../operation';
import { digitsAsText, given, withoutInvisible } from './given';

/**
 * The text of a PIX QR code (PIX copia e cola, EMV): fields of tag, length and value, of which the
 * last is a check sum. It is sent as it is, or not at all. https://www.bcb.gov.br/estabilidadefinanceira/pix
 */

const LONGEST = 1_000;
const PIX = 'br.gov.bcb.pix';
const CHECK_SUM = '6304';

/** CRC-16/CCITT-FALSE, as four hexadecimal digits. */
function crc16(bytes: Buffer): string {
	let crc = 0xffff;
	for (const byte of bytes) {
		crc ^= byte << 8;
		for (let bit = 0; bit < 8; bit++) {
			crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
		}
	}
	return crc.toString(16).toUpperCase().padStart(4, '0');
}

interface Fields {
	values: Map<string, string>;
	/** What follows the last whole field. */
	rest: string;
}

function readFields(text: string): Fields {
	const values = new Map<string, string>();
	let place = 0;
	while (place < text.length) {
		const head = /^(\d\d)(\d\d)/.exec(text.slice(place, place + 4));
		const end = place + 4 + Number(head?.[2]);
		if (!head || end > text.length) break;
		values.set(head[1], text.slice(place + 4, end));
		place = end;
		if (head[1] === '63') break;
	}
	return { values, rest: text.slice(place) };
}

/** Lengths are of characters; there are codes whose lengths are of bytes. */
const readings = (code: string): Fields[] => [
	readFields(code),
	readFields(Buffer.from(code).toString('latin1')),
];

/** Whether its account is one of PIX: any of the tags 26 to 51. */
function isPix({ values }: Fields): boolean {
	return [...values].some(
		([tag, value]) =>
			tag >= '26' && tag <= '51' && readFields(value).values.get('00')?.toLowerCase() === PIX,
	);
}

const isWhole = (fields: Fields) => fields.values.get('63')?.length === 4 && fields.rest === '';

function sumFits(code: string): boolean {
	const [content, sum] = [code.slice(0, -4), code.slice(-4).toUpperCase()];
	return (['utf8', 'latin1'] as const).some(
		(encoding) => crc16(Buffer.from(content, encoding)) === sum,
	);
}

const isCode = (code: string) =>
	code.startsWith('000201') &&
	readings(code).some((fields) => isWhole(fields) && isPix(fields)) &&
	sumFits(code);

/** More would be tried for too long. */
const MOST_BREAKS = 8;

/** All texts with each line break taken out, or made the blank that it may have replaced. */
function withoutBreaks(text: string): string[] {
	const [first, ...pieces] = text.split(/\s*[\t\r\n\v\f\u0085\u2028\u2029]\s*/);
	if (pieces.length > MOST_BREAKS)
		return [[first, ...pieces].join(''), [first, ...pieces].join(' ')];
	return pieces.reduce<string[]>(
		(starts, piece) => starts.flatMap((start) => [start + piece, `${start} ${piece}`]),
		[first],
	);
}

function problemOf(text: string): InputError {
	const [whole] = withoutBreaks(text);
	if (!whole.startsWith('000201')) {
		return new InputError(
			'must be the text of a PIX QR code (PIX copia e cola): it begins with 000201',
		);
	}
	const [{ values, rest }] = readings(whole);
	if (values.has('63') && rest !== '') {
		return new InputError('must be one PIX QR code and nothing else: there is more behind it');
	}
	if (!values.has('63')) {
		return new InputError(
			`is cut off, or changed: a PIX QR code ends in ${CHECK_SUM} and four more characters, so copy the whole code again`,
		);
	}
	return new InputError(
		'is no PIX QR code, or was changed: its check sum is wrong, so copy it again',
	);
}

export const pixCode = (required = false): Parser =>
	given(required, (value) => {
		const text = withoutInvisible(digitsAsText(value));
		if (text.length > LONGEST) throw new InputError(`must have at most ${LONGEST} characters`);
		// Pages put other blanks in place of the plain one.
		const texts = [text, text.replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')];
		const found = [...new Set(texts.flatMap(withoutBreaks).filter(isCode))];
		if (found.length !== 1) throw problemOf(text);
		return found[0];
	});
