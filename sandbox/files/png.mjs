/** Black and white PNG images. */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** One byte a pixel, grey, and the usual choice of everything else. */
const KIND = [8, 0, 0, 0, 0];

/** @param {number} value */
function uint32(value) {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	return Buffer.concat([uint32(data.length), named, uint32(crc32(named))]);
}

/** In base64. @param {number} width @param {number} height @param {(x: number, y: number) => boolean} isBlack */
export function writePng(width, height, isBlack) {
	// Each line begins with the number of its filter: none.
	const lines = Buffer.alloc((width + 1) * height, 255);
	for (let y = 0; y < height; y++) {
		lines[y * (width + 1)] = 0;
		for (let x = 0; x < width; x++) if (isBlack(x, y)) lines[y * (width + 1) + 1 + x] = 0;
	}
	const head = Buffer.concat([uint32(width), uint32(height), Buffer.from(KIND)]);
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(lines)),
		chunk('IEND', Buffer.alloc(0)),
	]).toString('base64');
}
