import { EXAMPLE_ID } from '../../shared/objects';
import { InputError, type Parser } from '../operation';
import { CNPJ, isCpf, withoutPunctuation } from './documents';
import { digitsAsText, given, withoutMarks } from './given';

/**
 * PIX keys as people paste them: cleaned where only one reading exists, else refused, because the
 * other reading may be somebody else's key. The forms are those of Banco Central's directory (DICT).
 */

const EXPECTED = `must be a PIX key: a CPF or CNPJ, an email, a phone such as +5511987654321, or a random key such as ${EXAMPLE_ID}`;

const LONGEST_EMAIL = 77;
const EMAIL = /^[a-z\d.!#$%&'*+/=?^_`{|}~-]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/;

/** Kept in lower case by Banco Central. */
function emailOf(key: string): string | undefined {
	const email = key.toLowerCase();
	return EMAIL.test(email) && email.length <= LONGEST_EMAIL ? email : undefined;
}

function randomKeyOf(key: string): string | undefined {
	const hex = key.replace(/\s/g, '').toLowerCase();
	const match = /^([\da-f]{8})(-?)([\da-f]{4})\2([\da-f]{4})\2([\da-f]{4})\2([\da-f]{12})$/.exec(
		hex,
	);
	return match ? [match[1], match[3], match[4], match[5], match[6]].join('-') : undefined;
}

const WRITTEN_CNPJ = /^[\dA-Z]{2}\.?[\dA-Z]{3}\.?[\dA-Z]{3}\/?[\dA-Z]{4}-?\d{2}$/i;
const WRITTEN_CPF = /^\d{3}\.?\d{3}\.?\d{3}-?\d{2}$/;
const ELEVEN_DIGITS = /^\d{11}$/;
/** A DDD that exists, then the nine digits of a mobile phone. */
const MOBILE = /^(?:1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])9\d{8}$/;

function documentOf(key: string): string | undefined {
	if (WRITTEN_CNPJ.test(key)) {
		const cnpj = withoutPunctuation(key);
		return CNPJ.test(cnpj) ? cnpj : undefined;
	}
	if (!WRITTEN_CPF.test(key)) return undefined;
	if (!ELEVEN_DIGITS.test(key)) return withoutPunctuation(key);
	if (isCpf(key) && !MOBILE.test(key)) return key;
	throw new InputError(
		'is 11 digits, which may be a CPF or a phone: write a CPF with its dots and dash, a phone with +55 in front (+5511987654321)',
	);
}

const INTERNATIONAL = /^\+55[1-9][1-9](?:9\d{8}|[2-5]\d{7})$/;
/** Without the plus only its writing tells a phone: the DDD apart, and four digits at the end. */
const NATIONAL =
	/^(?:55\s*)?(?:\(([1-9][1-9])\)\s*(9\d{4})[\s.-]?|([1-9][1-9])[\s.-]+(9\d{4})-)(\d{4})$/;

function phoneOf(key: string): string | undefined {
	if (key.startsWith('+')) {
		const digits = key.replace(/[\s().-]/g, '');
		return INTERNATIONAL.test(digits) ? digits : undefined;
	}
	const match = NATIONAL.exec(key);
	if (!match) return undefined;
	const [, inBrackets, first, apart, other, last] = match;
	return ['+55', inBrackets ?? apart, first ?? other, last].join('');
}

export const pixKey = (required = false): Parser =>
	given(required, (value) => {
		const key = withoutMarks(digitsAsText(value, EXPECTED));
		const found = key.includes('@')
			? emailOf(key)
			: (documentOf(key) ?? randomKeyOf(key) ?? phoneOf(key));
		if (found === undefined) throw new InputError(EXPECTED);
		return found;
	});
