/** The pictures in the sandbox's answers, read again by other libraries than made them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { captcha } from '../../sandbox/files/captcha.mjs';
import { qrPng } from '../../sandbox/files/qr.mjs';

/** @param {string} base64 */
const read = (base64) => PNG.sync.read(Buffer.from(base64, 'base64'));

/** The package is CommonJS: its function is the default export of its exports. */
const decode = /** @type {typeof jsQR.default} */ (/** @type {unknown} */ (jsQR));

for (const [name, text] of [
	[
		'a PIX code',
		`00020126580014br.gov.bcb.pix0136${'a'.repeat(36)}5204000053039865406100.006304ABCD`,
	],
	['one letter', 'a'],
	['accents', 'Pão de Açúcar '.repeat(20)],
	['the first with a version of its own', 'p'.repeat(107)],
	['uneven blocks', 'p'.repeat(600)],
	['as much as there is room for', 'x1'.repeat(1165)],
]) {
	test(`a QR code can be read: ${name}`, () => {
		const { data, width, height } = read(qrPng(text));
		assert.equal(decode(new Uint8ClampedArray(data), width, height)?.data, text);
	});
}

test('a text without room in a QR code is refused', () => {
	assert.throws(() => qrPng('a'.repeat(2332)), /overflow/);
});

test('the captcha is a black and white picture with the quiet border its bank draws', () => {
	const { data, width, height } = read(captcha('123456'));
	const shades = new Set(Array.from({ length: width * height }, (_, pixel) => data[pixel * 4]));
	assert.deepEqual([...shades].sort(), [0, 255]);
	const top = Array.from({ length: width }, (_, x) => data[x * 4]);
	assert.ok(top.every((shade) => shade === 255));
});
