/** The bare minimum: pages by undici over one connection that is kept, and their rows. */
import { request } from 'undici';
import { measured } from './measured.mjs';

measured(async ({ baseUrl, clientId, clientSecret }) => {
	const login = await request(`${baseUrl}/auth`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ clientId, clientSecret }),
	});
	const { apiKey } = /** @type {{ apiKey: string }} */ (await login.body.json());
	return async (accountId) => {
		/** @type {unknown[]} */
		const rows = [];
		for (let next = `?accountId=${accountId}`; next; ) {
			const answer = await request(`${baseUrl}/v2/transactions${next}`, {
				headers: { 'x-api-key': apiKey },
			});
			const page = /** @type {{ results: unknown[], next: string }} */ (await answer.body.json());
			for (const row of page.results) rows.push(row);
			next = page.next;
		}
		return rows;
	};
});
