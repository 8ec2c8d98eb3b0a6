/** QR codes of PIX: error correction M, as small as the text allows. */
import { writePng } from './png.mjs';
import { qrModules } from './qrModules.mjs';
import { qrVersionOf, qrWords } from './qrWords.mjs';

const QUIET = 4;
const SCALE = 5;

/** A PNG in base64. @param {string} text */
export function qrPng(text) {
	const bytes = Buffer.from(text);
	const version = qrVersionOf(bytes.length);
	const modules = qrModules(version, qrWords(bytes, version));
	const size = (modules.length + 2 * QUIET) * SCALE;
	const at = (/** @type {number} */ pixel) => Math.floor(pixel / SCALE) - QUIET;
	return writePng(size, size, (x, y) => modules[at(y)]?.[at(x)] === 1);
}
