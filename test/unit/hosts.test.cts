import { connectPage, hostUrl, normalizeBaseUrl } from '../../nodes/shared/hosts';

test.each([
	['', 'https://api.pluggy.ai'],
	[undefined, 'https://api.pluggy.ai'],
	['https://api.pluggy.ai/', 'https://api.pluggy.ai'],
	[' http://localhost:4010// ', 'http://localhost:4010'],
	['https://proxy.example.com/pluggy/', 'https://proxy.example.com/pluggy'],
])('base URL %p is %s', (input, expected) => expect(normalizeBaseUrl(input)).toBe(expected));

test.each([
	['api.pluggy.ai', 'not a URL'],
	['ftp://api.pluggy.ai', 'https://'],
	['http://api.pluggy.ai', 'only reached over https'],
	['https://user:secret@api.pluggy.ai', 'without user'],
	['https://api.pluggy.ai?x=1', 'without user, query'],
])('base URL %s is refused', (input, message) => {
	expect(() => normalizeBaseUrl(input)).toThrow(message);
	expect(() => normalizeBaseUrl(input)).not.toThrow('secret@');
});

test('the key of a sandbox never goes to the add-on hosts on the internet', () => {
	expect(hostUrl('enrichment', 'https://api.pluggy.ai')).toBe('https://enrichment-api.pluggy.ai');
	expect(hostUrl('enrichment', 'http://localhost:4010')).toBe('http://localhost:4010');
	expect(hostUrl('insights', 'http://localhost:4010')).toBe('http://localhost:4010');
	expect(connectPage('http://localhost:4010')).toBe('http://localhost:4010/connect');
	expect(connectPage('https://api.pluggy.ai')).toBe('https://connect.pluggy.ai/');
});
