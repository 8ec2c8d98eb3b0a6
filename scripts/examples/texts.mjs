/** Texts of the example workflows, in the two languages that they are written in. */

/** @typedef {'en' | 'pt-BR'} Language */
/** @typedef {{ en: string, 'pt-BR': string }} Text */

/** @type {Language[]} */
export const LANGUAGES = ['pt-BR', 'en'];

/** @param {string} en @param {string} pt @returns {Text} */
export const say = (en, pt) => ({ en, 'pt-BR': pt });

/** @param {unknown} value @returns {value is Text} */
const isText = (value) =>
	typeof value === 'object' &&
	value !== null &&
	Object.keys(value).sort().join() === [...LANGUAGES].sort().join();

/**
 * A value of a source in one language: its texts, at any depth, and `$('@id')` of its expressions, which becomes
 * the name of the node with that id.
 * @param {any} value
 * @param {Language} language
 * @param {(id: string) => string} nameOf
 * @returns {any}
 */
export function inLanguage(value, language, nameOf) {
	if (isText(value)) return inLanguage(value[language], language, nameOf);
	if (typeof value === 'string') {
		return value.replace(/\$\('@(\w+)'\)/g, (_, id) => `$('${nameOf(id)}')`);
	}
	if (Array.isArray(value)) return value.map((one) => inLanguage(one, language, nameOf));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, one]) => [key, inLanguage(one, language, nameOf)]),
	);
}

/** The language of whoever sits at this machine. @returns {Language} */
export const languageHere = (
	locale = process.env.LC_ALL ||
		process.env.LC_MESSAGES ||
		process.env.LANG ||
		Intl.DateTimeFormat().resolvedOptions().locale,
) => (/^pt/i.test(locale) ? 'pt-BR' : 'en');

/** A language that somebody asked for. @param {string} given @returns {Language} */
export function languageNamed(given) {
	const language = LANGUAGES.find((one) => one.toLowerCase() === given.toLowerCase());
	if (language) return language;
	throw new Error(`--language is ${LANGUAGES.join(' or ')}, not "${given}".`);
}
