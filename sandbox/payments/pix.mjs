/** PIX copy-and-paste codes (EMV) and PIX keys. */
import { badRequest } from '../http/errors.mjs';

const DOMAIN = 'br.gov.bcb.pix';

/** CRC-16/CCITT-FALSE, as the code's last four characters. @param {string} text */
function crc16(text) {
	let crc = 0xffff;
	for (const byte of Buffer.from(text)) {
		crc ^= byte << 8;
		for (let i = 0; i < 8; i++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
	}
	return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** Tag, length, value. @param {string} text @returns {Map<string, string> | null} */
function readFields(text) {
	const fields = new Map();
	for (let place = 0; place < text.length; ) {
		const head = /^(\d\d)(\d\d)/.exec(text.slice(place));
		const length = Number(head?.[2]);
		if (!head || place + 4 + length > text.length) return null;
		fields.set(head[1], text.slice(place + 4, place + 4 + length));
		place += 4 + length;
	}
	return fields;
}

/**
 * @param {string} code
 * @returns {{ name?: string, amount?: number, key?: string, description?: string }}
 */
export function readPixCode(code) {
	const text = code.trim();
	const fields = readFields(text);
	const account = readFields(fields?.get('26') ?? '');
	const isPix = fields?.get('00') === '01' && account?.get('00')?.toLowerCase() === DOMAIN;
	if (!fields || !account || !isPix || crc16(text.slice(0, -4)) !== text.slice(-4).toUpperCase()) {
		throw badRequest('pixQrCode must be a valid PIX QR code');
	}
	const amount = Number(fields.get('54'));
	return {
		name: fields.get('59'),
		amount: amount > 0 ? amount : undefined,
		key: account.get('01'),
		description: account.get('02'),
	};
}

const field = (/** @type {string} */ tag, /** @type {string} */ value) =>
	`${tag}${String(value.length).padStart(2, '0')}${value}`;

/** Names in a code are plain letters. @param {string} text @param {number} length */
const plain = (text, length) =>
	text
		.normalize('NFD')
		.replace(/[^\x20-\x7e]/g, '')
		.slice(0, length);

/** @param {{ key: string, name: string, amount: number, reference: string, description?: string }} payment */
export function writePixCode({ key, name, amount, reference, description }) {
	const note = description ? field('02', plain(description, 20)) : '';
	const account = field('00', DOMAIN) + field('01', key.slice(0, 50)) + note;
	const text = [
		field('00', '01'),
		field('26', account),
		field('52', '0000'),
		field('53', '986'),
		field('54', amount.toFixed(2)),
		field('58', 'BR'),
		field('59', plain(name, 25)),
		field('60', 'SAO PAULO'),
		field('62', field('05', reference.slice(0, 25))),
		'6304',
	].join('');
	return text + crc16(text);
}

/** The five kinds of key. @param {string} key */
export function requirePixKey(key) {
	const text = key.trim();
	const compact = text.replace(/[.\-/\s]/g, '');
	const isKey =
		/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ||
		/^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/.test(text) ||
		/^\+\d{11,14}$/.test(text) ||
		/^(\d{11}|[0-9A-Z]{12}\d{2})$/i.test(compact);
	if (!isKey) throw badRequest('pixKey must be a valid PIX key');
	return text;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The end-to-end id of a PIX. @param {import('../data/random.mjs').Random} random @param {string} ispb @param {number} at */
export function endToEndId(random, ispb, at) {
	const stamp = new Date(at).toISOString().slice(0, 16).replace(/\D/g, '');
	const tail = Array.from({ length: 11 }, () => random.pick([...LETTERS])).join('');
	return `E${ispb}${stamp}${tail}`;
}
