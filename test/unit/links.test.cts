import { LinkHints, linksFirst } from '../../nodes/Pluggy/links';

/** Links in rows, and in hints: what n8n shows of those is HTML. */

const URL = 'https://pay.pluggy.ai/11111111-1111-4111-8111-111111111111';
const hintsOf = (...rows: object[]) => {
	const hints = new LinkHints();
	for (const row of rows) hints.add(row as never);
	return hints.all();
};
const linkTo = (address: string, label = 'Open as the payer') =>
	`<a href="${address}" target="_blank" rel="noopener noreferrer">${label}</a>`;

test('a payment link can be clicked on, and says whether money moves', () => {
	expect(hintsOf({ id: 'a', paymentUrl: URL })).toEqual([linkTo(URL)]);
	expect(hintsOf({ paymentUrl: URL, isSandbox: true })).toEqual([
		`${linkTo(URL)} (a test: no money moves)`,
	]);
	expect(hintsOf({ consentUrl: URL })).toEqual([linkTo(URL, 'Open as the account holder')]);
});

test.each([
	['javascript:alert(1)'],
	['data:text/html,hello'],
	['http://pay.pluggy.ai/1'],
	['http://localhost.example.com/1'],
	['https://user:secret@pay.pluggy.ai/1'],
	['pay.pluggy.ai/1'],
	['https://pay.pluggy.ai/?key=eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl'],
	['https://pay.pluggy.ai/?cpf=52998224725'],
	[''],
	[null],
	[5],
	[{ href: URL }],
])('%j makes no link', (paymentUrl) => {
	expect(hintsOf({ paymentUrl })).toEqual([]);
});

test.each([['http://127.0.0.1:4010/pay/1'], ['http://localhost:4010/pay/1']])(
	'the sandbox of this machine does: %s',
	(paymentUrl) => {
		expect(hintsOf({ paymentUrl })).toEqual([linkTo(paymentUrl)]);
	},
);

test('an address cannot leave its attribute', () => {
	const [hint] = hintsOf({ paymentUrl: `${URL}?a=1&b="><img src=x onerror=alert(1)>'` });
	expect(hint.match(/[<>]/g)).toHaveLength(4);
	expect(hint.split('"')).toHaveLength(7);
	expect(hint).toContain('?a=1&amp;b=');
	expect(hint).not.toContain("'");
});

test('a connect link holds a token: the hint names its column', () => {
	const connectUrl = 'https://connect.pluggy.ai/?connect_token=secret-token';
	const hints = hintsOf({ connectUrl, accessToken: 'secret-token' }, { connectUrl });
	expect(hints).toHaveLength(1);
	expect(hints[0]).toContain('column connectUrl');
	expect(hints[0]).not.toContain('secret-token');
});

test('three links, and how many there are besides', () => {
	const rows = [1, 2, 3, 4, 5].map((n) => ({ paymentUrl: `${URL}?n=${n}` }));
	const hints = hintsOf(...rows);
	expect(hints).toHaveLength(4);
	expect(hints[3]).toMatch(/^2 more links in the column/);
});

test('a link stands behind ID and status; rows without one stay as they are', () => {
	const row = { createdAt: 'x', id: 'a', amount: 1, paymentUrl: URL, status: 'CREATED' };
	expect(Object.keys(linksFirst(row))).toEqual([
		'id',
		'status',
		'paymentUrl',
		'createdAt',
		'amount',
	]);
	expect(linksFirst(row)).toEqual(row);
	const other = { createdAt: 'x', id: 'a' };
	expect(linksFirst(other)).toBe(other);
});
