import { connectPage, hostUrl, normalizeBaseUrl } from '../../nodes/shared/client/hosts';

test.each([
	['https://api.pluggy.ai/', 'https://api.pluggy.ai'],
	[' http://localhost:4010// ', 'http://localhost:4010'],
	['https://proxy.example.com/pluggy/', 'https://proxy.example.com/pluggy'],
	['https://API.Pluggy.AI/', 'https://api.pluggy.ai'],
	['HTTPS://api.pluggy.ai', 'https://api.pluggy.ai'],
	['https://api.pluggy.ai.', 'https://api.pluggy.ai'],
	['https://api.pluggy.ai./', 'https://api.pluggy.ai'],
	['https://api.pluggy.ai:443', 'https://api.pluggy.ai'],
	['https://API.PLUGGY.AI.:443//', 'https://api.pluggy.ai'],
	['https://api。pluggy。ai', 'https://api.pluggy.ai'],
	['https://ａｐｉ.pluggy.ai', 'https://api.pluggy.ai'],
	['https://api.plu\u00adggy.ai', 'https://api.pluggy.ai'],
	['https://api.pluggy.ai:8443', 'https://api.pluggy.ai:8443'],
	['http://pluggy.ai.localhost:4010', 'http://pluggy.ai.localhost:4010'],
	['http://my-pluggy.example', 'http://my-pluggy.example'],
	['http://api.plugɡy.ai', 'http://api.xn--plugy-umc.ai'],
])('base URL %p is %s', (input, expected) => expect(normalizeBaseUrl(input)).toBe(expected));

test.each([
	['api.pluggy.ai', 'not a URL'],
	['', /is empty: write https:\/\/api\.pluggy\.ai, or the address of the sandbox/],
	['  ', 'is empty'],
	[undefined, 'is empty'],
	[null, 'is empty'],
	[{}, 'is empty'],
	...[
		'http://API.PLUGGY.AI',
		'http://api.pluggy.ai.',
		'http://api.pluggy.ai../',
		'http://API.pluggy.ai.:80',
		'http://api.pluggy.ai:443',
		'http://api.pluggy.ai:8080/path',
		'http://pluggy.ai',
		'http://pluggy.ai.',
		'http://enrichment-api.pluggy.ai',
		'http://any.thing.pluggy.ai.',
		'http:api.pluggy.ai',
		'http:\\\\api.pluggy.ai',
		'ht\ttp://api.pluggy.ai',
		'http://api.pluggy.ai%2e',
		'http://api%2Epluggy%2Eai',
		'http://api。pluggy。ai',
		'http://api．pluggy｡ai.',
		'http://ａｐｉ.ｐｌｕｇｇｙ.ａｉ',
		'http://api.plu\u00adggy.ai',
		'http://api.p\u200bluggy.ai',
		'http://ⓐⓟⓘ.pluggy.ai',
	].map((url) => [url, 'only reached over https']),
	['http://user:secret@api.pluggy.ai.', 'without user'],
	['https://api.pluggy.ai@evil.example', 'without user'],
	['ftp://api.pluggy.ai', 'https://'],
	['http://api.pluggy.ai', 'only reached over https'],
	['https://user:secret@api.pluggy.ai', 'without user'],
	['https://api.pluggy.ai?x=1', 'without user, query'],
] as Array<[unknown, string | RegExp]>)('base URL %p is refused', (input, message) => {
	expect(() => normalizeBaseUrl(input)).toThrow(message);
	expect(() => normalizeBaseUrl(input)).not.toThrow('secret@');
});

test('the key of a sandbox never goes to the add-on hosts on the internet', () => {
	for (const own of ['https://api.pluggy.ai', 'https://API.pluggy.ai.:443/']) {
		const baseUrl = normalizeBaseUrl(own);
		expect(hostUrl('enrichment', baseUrl)).toBe('https://enrichment-api.pluggy.ai');
		expect(hostUrl('insights', baseUrl)).toBe('https://insights-api.pluggy.ai');
		expect(connectPage(baseUrl)).toBe('https://connect.pluggy.ai/');
	}
	expect(hostUrl('enrichment', 'http://localhost:4010')).toBe('http://localhost:4010');
	expect(hostUrl('insights', 'http://localhost:4010')).toBe('http://localhost:4010');
	expect(connectPage('http://localhost:4010')).toBe('http://localhost:4010/connect');
	expect(connectPage('https://api.pluggy.ai')).toBe('https://connect.pluggy.ai/');
});
