import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { isOpenable } from '../../nodes/shared/client/download';
import { byId } from './cases/case.cjs';
import { API, CLIENT_SECRET, CredentialStore, makeKey, run, runToError } from './harness.cjs';
import { onlyNock } from './network.cjs';

/** Statements as files: the links lead to hosts of others, which learn nothing of us and lead nowhere else. */

const ACCOUNT = '05c693bf-c196-47ea-a28c-8251d6bb8a06';
const HOST = 'https://files.example.com';
const SIGNED = `${HOST}/s/1.pdf?signature=nobody-may-see-this`;
const PDF = Buffer.from('%PDF-1.4\nhello');

onlyNock();

const parameters = {
	resource: 'account',
	operation: 'getStatements',
	accountId: byId(ACCOUNT),
	options: { downloadFile: true },
};

function list(urls: unknown[], base = API): void {
	nock(base)
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	const results = urls.map((url, index) => ({
		id: `${index}`,
		monthYear: `0${index + 1}-2026`,
		url,
	}));
	nock(base).get(`/accounts/${ACCOUNT}/statements`).query(true).reply(200, { results });
}

test('each row has its file, and its host gets no key', async () => {
	list([SIGNED, `${HOST}/s/2`]);
	const seen: Array<Record<string, unknown>> = [];
	for (const path of ['/s/1.pdf', '/s/2']) {
		nock(HOST)
			.get(path)
			.query(true)
			.reply(200, function () {
				seen.push(this.req.headers);
				return PDF;
			});
	}
	const { rows } = await run({ parameters });
	expect(rows.map(({ json }) => json.id)).toEqual(['0', '1']);
	expect(rows.map(({ binary }) => binary!.data.fileName)).toEqual([
		'extrato_01-2026.pdf',
		'extrato_02-2026.pdf',
	]);
	for (const { binary } of rows) {
		expect(binary!.data.mimeType).toBe('application/pdf');
		expect(Buffer.from(binary!.data.data, 'base64')).toEqual(PDF);
	}
	expect(seen).toHaveLength(2);
	for (const headers of seen) {
		const text = JSON.stringify(headers);
		expect(Object.keys(headers).filter((name) => /key|auth|cookie/i.test(name))).toEqual([]);
		expect(text).not.toContain(CLIENT_SECRET);
	}
});

test('without the option no link is opened', async () => {
	list([SIGNED]);
	const { rows } = await run({ parameters: { ...parameters, options: {} } });
	expect(rows).toHaveLength(1);
	expect(rows[0].json.url).toBe(SIGNED);
	expect(rows[0].binary).toBeUndefined();
});

test('another name for the field, and no more rows than the limit says', async () => {
	list([SIGNED, SIGNED]);
	nock(HOST).get('/s/1.pdf').query(true).reply(200, 'text', { 'content-type': 'text/plain; x' });
	const options = { downloadFile: true, binaryPropertyName: 'extrato' };
	const { rows } = await run({ parameters: { ...parameters, limit: 1, options } });
	expect(rows).toHaveLength(1);
	expect(rows[0].binary!.extrato).toMatchObject({
		fileName: 'extrato_01-2026.bin',
		mimeType: 'text/plain',
	});
});

describe('an error, which does not repeat the link', () => {
	const failures: Array<[string, () => void, RegExp]> = [
		['403', () => nock(HOST).get('/s/1.pdf').query(true).reply(403, 'no'), /answered 403/],
		[
			'a redirect, which is not followed',
			() =>
				nock(HOST)
					.get('/s/1.pdf')
					.query(true)
					.reply(302, '', { location: 'http://169.254.169.254/latest' }),
			/answered 302/,
		],
		[
			'no connection',
			() =>
				nock(HOST)
					.get('/s/1.pdf')
					.query(true)
					.replyWithError(Object.assign(new Error(SIGNED), { code: 'ECONNRESET' })),
			/not reached/,
		],
		[
			'more than 25 MB',
			() => nock(HOST).get('/s/1.pdf').query(true).reply(200, Buffer.alloc(25_000_001)),
			/more than 25 MB/,
		],
	];

	test.each(failures)('%s', async (_, answer, words) => {
		list([SIGNED]);
		answer();
		const error = await runToError({ parameters });
		expect(error.message).toMatch(words);
		expect(error.description).toContain('30 minutes');
		expect(JSON.stringify([error.message, error.description, error])).not.toContain(
			'nobody-may-see-this',
		);
	});

	test.each([
		['http://files.example.com/1.pdf'],
		['https://169.254.169.254/latest'],
		['https://localhost/1.pdf'],
		['file:///etc/passwd'],
		['no link'],
		[undefined],
	])('%s is not opened', async (url) => {
		list([url]);
		const error = await runToError({ parameters });
		expect(error.message).toMatch(url === undefined ? /./ : /no public https address/);
		expect(nock.pendingMocks()).toEqual([]);
	});
});

test.each([
	['https://bucket.s3.sa-east-1.amazonaws.com/x.pdf?X-Amz-Signature=1', true],
	['https://files.example.com./x', true],
	['https://files.example.com:8443/x', false],
	['https://user:pass@files.example.com/x', false],
	['https://10.0.0.1/x', false],
	['https://0x7f000001/x', false],
	['https://2130706433/x', false],
	['https://127.1/x', false],
	['https://[::1]/x', false],
	['https://[::ffff:127.0.0.1]/x', false],
	['https://intranet/x', false],
	['https://localhost./x', false],
	['https://n8n.internal./x', false],
	['https://db.svc.cluster.local/x', false],
	['ftp://files.example.com/x', false],
])('%s may be opened: %s', (link, expected) => expect(isOpenable(link, API)).toBe(expected));

test('what lies at the base URL of the credential may be opened, the sandbox over http', async () => {
	const base = 'http://127.0.0.1:4010';
	list([`${base}/statements/1.pdf`], base);
	let key: unknown = 'none yet';
	nock(base)
		.get('/statements/1.pdf')
		.reply(200, function () {
			key = this.req.headers['x-api-key'];
			return PDF;
		});
	const { rows } = await run({
		parameters,
		store: new CredentialStore({ baseUrl: base } as IDataObject),
	});
	expect(rows[0].binary!.data.fileName).toBe('extrato_01-2026.pdf');
	expect(key).toBeUndefined();
});
