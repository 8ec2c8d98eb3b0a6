/**
 * CPF and CNPJ: check digits. Since 2026 the first twelve places of a CNPJ may hold letters; a letter
 * counts as its ASCII code less 48. The same digit eleven or fourteen times fits, but nobody has it.
 */

/** @param {string} text @param {number} top the highest weight */
function checkDigit(text, top) {
	let sum = 0;
	for (let i = text.length - 1, weight = 2; i >= 0; i--, weight = weight === top ? 2 : weight + 1) {
		sum += (text.charCodeAt(i) - 48) * weight;
	}
	return sum % 11 < 2 ? 0 : 11 - (sum % 11);
}

/** Both check digits of what stands before them. @param {string} text @param {number} top */
function withDigits(text, top) {
	const first = `${text}${checkDigit(text, top)}`;
	return `${first}${checkDigit(first, top)}`;
}

/** @param {string} text nine digits */
export const completeCpf = (text) => withDigits(text, 11);
/** @param {string} text twelve places */
export const completeCnpj = (text) => withDigits(text, 9);

/** Without punctuation, in capitals. @param {string} text */
export const plainDocument = (text) => text.replace(/[./\s-]/g, '').toUpperCase();

const isRepeated = (/** @type {string} */ text) => /^(\d)\1+$/.test(text);

/** @param {string} text plain */
export const isCpf = (text) =>
	/^\d{11}$/.test(text) && !isRepeated(text) && completeCpf(text.slice(0, 9)) === text;

/** @param {string} text plain */
export const isCnpj = (text) =>
	/^[0-9A-Z]{12}\d{2}$/.test(text) && !isRepeated(text) && completeCnpj(text.slice(0, 12)) === text;
